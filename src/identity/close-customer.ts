import type { AccountRow } from "../../modules/account/store/accounts"
import { AppError } from "../lib/errors"
import type { IdentityContext } from "./context"
import { endAccount } from "./end-account"

/** The account a Medusa customer belongs to; undefined for a guest. */
export async function accountOfCustomer(
  { pool }: Pick<IdentityContext, "pool">,
  customerId: string
): Promise<AccountRow | undefined> {
  const { rows } = await pool.query<AccountRow>(
    "SELECT * FROM account WHERE customer_id = $1 AND deleted_at IS NULL",
    [customerId]
  )
  return rows[0]
}

/**
 * Closes somebody's account on an admin's word, as its holder would: every session ends and
 * it is anonymised, and with it its customer, to whom its orders still lead.
 *
 * @throws AppError ACCOUNT_HAS_OPEN_BUSINESS for staff and sellers, who are released first.
 */
export async function closeCustomer(context: IdentityContext, account: AccountRow): Promise<void> {
  if (account.seller_id !== null || account.user_id !== null) {
    throw new AppError("ACCOUNT_HAS_OPEN_BUSINESS")
  }
  await endAccount(context, account)
}
