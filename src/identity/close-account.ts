import type { AccountRow } from "../../modules/account/store/accounts"
import { forgetFailures } from "../../modules/account/store/guard"
import { AppError } from "../lib/errors"
import { closeAccountWorkflow } from "../workflows/account/close-account"
import { forgetPicture } from "./avatar"
import type { IdentityContext, Place } from "./context"
import { checkCredentials } from "./credentials"
import { mailAccountClosed } from "./mails"
import { endSessions } from "./sign-out"
import { takeCode } from "./two-factor"

/** Takes away what signing in has left: tokens, codes, failures, and where sessions were. */
async function forgetTraces({ pool }: IdentityContext, { id, email }: AccountRow): Promise<void> {
  await pool.query("DELETE FROM account_token WHERE account_id = $1", [id])
  await pool.query("DELETE FROM account_recovery_code WHERE account_id = $1", [id])
  // The sessions stay, to say that they were ended.
  await pool.query(
    "UPDATE account_session SET device = '', address = '', cookie_hash = NULL WHERE account_id = $1",
    [id]
  )
  await forgetFailures(pool, { email })
}

/**
 * Closes one's own account by its password, and a code where two-factor is on. It is
 * anonymised and every session ends; orders are kept.
 *
 * @throws AppError INVALID_CREDENTIALS, TWO_FACTOR_CODE_INVALID, or ACCOUNT_HAS_OPEN_BUSINESS
 *   for staff and sellers, who are released by an admin.
 */
export async function closeAccount(
  context: IdentityContext,
  account: AccountRow,
  proof: { password: string; code?: string | undefined },
  place: Place
): Promise<void> {
  if (account.seller_id !== null || account.user_id !== null) {
    throw new AppError("ACCOUNT_HAS_OPEN_BUSINESS")
  }
  const { password, code = "" } = proof
  const checked = await checkCredentials(context, { email: account.email, password }, place)
  if (!checked.right) {
    throw checked.error
  }
  if (account.two_factor_enabled) {
    await takeCode(context, account, code)
  }
  await endSessions(context, { accountId: account.id }, "account_closed")
  await closeAccountWorkflow(context.container).run({
    input: {
      account_id: account.id,
      customer_id: account.customer_id,
      auth_identity_id: account.auth_identity_id,
    },
  })
  await forgetTraces(context, account)
  await context.projectAccount(account.id)
  forgetPicture(context, account.avatar)
  context.behind("mail of a closed account", () => mailAccountClosed(context, account))
}
