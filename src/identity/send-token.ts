import { lockAccount } from "../../modules/account/store/accounts"
import { giveBack, takeAllowances, type Allowance } from "../../modules/account/store/allowances"
import {
  dropToken,
  issueToken,
  wasIssuedWithin,
  type NewToken,
} from "../../modules/account/store/tokens"
import { inTransaction } from "../../modules/read-model/postgres/pool"
import type { IdentityContext } from "./context"

/** Seconds between two messages of one kind to one account, where a message has a pause. */
const pauseSeconds = 60

export type TokenMessage = NewToken & {
  /** Not within a minute of the last: of any number of requests at once one sends a message. */
  pause: boolean
  allowances: Allowance[]
}

type Sent = { sent: true } | { sent: false; retryAfterSeconds: number }

/** Makes the token of a message that may be sent now. */
async function issue(
  context: IdentityContext,
  { pause, allowances, ...token }: TokenMessage
): Promise<{ secret: string } | { retryAfterSeconds: number }> {
  return inTransaction(context.pool, async (client) => {
    const { accountId, purpose } = token
    await lockAccount(client, accountId)
    if (pause && (await wasIssuedWithin(client, accountId, purpose, pauseSeconds))) {
      return { retryAfterSeconds: pauseSeconds }
    }
    const retryAfterSeconds = await takeAllowances(client, allowances)
    return retryAfterSeconds === undefined
      ? { secret: await issueToken(client, token) }
      : { retryAfterSeconds }
  })
}

/**
 * Sends a message with a new token in it, where the pause and the allowances let it. A message
 * that could not be sent counts as never asked for: its token and allowances are taken back,
 * and asking again sends another. Nothing of the database is held while it is sent.
 *
 * @param send gets the token's secret
 * @throws whatever `send` throws
 */
export async function sendToken(
  context: IdentityContext,
  message: TokenMessage,
  send: (secret: string) => Promise<void>
): Promise<Sent> {
  const issued = await issue(context, message)
  if (!("secret" in issued)) {
    return { sent: false, ...issued }
  }
  try {
    await send(issued.secret)
  } catch (error) {
    await dropToken(context.pool, message, issued.secret)
    await giveBack(context.pool, message.allowances)
    throw error
  }
  return { sent: true }
}
