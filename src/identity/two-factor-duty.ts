import { isStaff } from "../../modules/account/rules/permissions"
import type { AccountRow } from "../../modules/account/store/accounts"
import type { IdentityContext } from "./context"

/** Whether an account has to have an authenticator: staff, where the setting says so. */
export function mustHaveTwoFactor(
  context: IdentityContext,
  account: Pick<AccountRow, "role">
): boolean {
  return isStaff(account.role) && context.settings.get("adminsNeedTwoFactor")
}
