import type { AccountRow } from "../../modules/account/store/accounts"
import { AppError } from "../lib/errors"
import type { IdentityContext, Place } from "./context"
import { checkCredentials } from "./credentials"
import { endAccount } from "./end-account"
import { takeCode } from "./two-factor-code"

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
  from: { place: Place; sessionId: string }
): Promise<void> {
  if (account.seller_id !== null || account.user_id !== null) {
    throw new AppError("ACCOUNT_HAS_OPEN_BUSINESS")
  }
  const { password, code = "" } = proof
  const credentials = { email: account.email, password }
  const checked = await checkCredentials(context, credentials, from.place, {
    sessionId: from.sessionId,
  })
  if (!checked.right) {
    throw checked.error
  }
  if (account.two_factor_enabled) {
    await takeCode(context, account, code)
  }
  await endAccount(context, account)
}
