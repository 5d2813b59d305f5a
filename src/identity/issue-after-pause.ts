import { issueToken, wasIssuedWithin, type TokenPurpose } from "../../modules/account/store/tokens"
import { inTransaction } from "../../modules/read-model/postgres/pool"
import type { IdentityContext } from "./context"

/** Seconds between two messages of one kind to one account. */
export const messagePauseSeconds = 60

/**
 * Makes a token that is about to be sent, unless one was within the minute: of any number
 * of requests at once one sends a message.
 *
 * @param secret what the holder presents; a random one where none is given
 */
export function issueAfterPause(
  context: IdentityContext,
  accountId: string,
  purpose: TokenPurpose,
  proves: string,
  secret?: string
): Promise<string | undefined> {
  return inTransaction(context.pool, async (client) => {
    await client.query("SELECT FROM account WHERE id = $1 FOR NO KEY UPDATE", [accountId])
    return (await wasIssuedWithin(client, accountId, purpose, messagePauseSeconds))
      ? undefined
      : issueToken(client, accountId, purpose, proves, secret)
  })
}
