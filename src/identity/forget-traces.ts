import type { AccountRow } from "../../modules/account/store/accounts"
import { forgetFailures } from "../../modules/account/store/guard"
import { forgetRegistrations } from "../../modules/account/store/registrations"
import type { Queryable } from "../lib/queryable"

type Closed = Pick<AccountRow, "id" | "email" | "phone" | "customer_id">

/** What signing in has left: tokens, codes, failures, and where sessions were. */
async function forgetSignIns(db: Queryable, { id, email }: Closed): Promise<void> {
  await db.query("DELETE FROM account_token WHERE account_id = $1", [id])
  await db.query("DELETE FROM account_recovery_code WHERE account_id = $1", [id])
  // The sessions stay, to say that they were ended.
  await db.query(
    "UPDATE account_session SET device = '', address = '', cookie_hash = NULL WHERE account_id = $1",
    [id]
  )
  await forgetFailures(db, { email })
  await forgetRegistrations(db, { email })
}

/** Carts, which are nobody's order: who they were for, and where to. Orders have copies of their own. */
async function forgetCarts(db: Queryable, { email, customer_id }: Closed): Promise<void> {
  const { rows } = await db.query<{ address: string | null }>(
    `WITH carts AS (
       SELECT id, shipping_address_id, billing_address_id FROM cart
        WHERE customer_id = $1 OR lower(email) = $2 FOR UPDATE),
     emptied AS (
       UPDATE cart c SET email = NULL, shipping_address_id = NULL, billing_address_id = NULL,
              metadata = NULL, updated_at = now() FROM carts WHERE c.id = carts.id)
     SELECT unnest(ARRAY[shipping_address_id, billing_address_id]) AS address FROM carts`,
    [customer_id, email]
  )
  await db.query("DELETE FROM cart_address WHERE id = ANY($1::text[]) OR customer_id = $2", [
    rows.map(({ address }) => address).filter((address) => address !== null),
    customer_id,
  ])
}

/** Customers that Medusa made of the same e-mail for carts without an account. */
async function forgetGuests(db: Queryable, { id, email }: Closed): Promise<void> {
  const { rows } = await db.query<{ id: string }>(
    `UPDATE customer SET email = lower($1) || '@closed.invalid', first_name = NULL, last_name = NULL,
            phone = NULL, company_name = NULL, metadata = NULL, updated_at = now()
      WHERE lower(email) = $2 AND NOT has_account RETURNING id`,
    [id, email]
  )
  await db.query("DELETE FROM customer_address WHERE customer_id = ANY($1::text[])", [
    rows.map((row) => row.id),
  ])
}

/** Whom messages went to. That they were sent stays. */
export async function forgetNotifications(db: Queryable, { email, phone }: Closed): Promise<void> {
  await db.query(
    `UPDATE notification SET "to" = '', data = NULL, updated_at = now() WHERE lower("to") = $1 OR "to" = $2`,
    [email, phone ?? email]
  )
}

/**
 * Takes away what an account has left outside itself and its customer, but for its orders:
 * docs/personal-data.md says what of them stays.
 *
 * @param account as it was before it was anonymised
 */
export async function forgetTraces(db: Queryable, account: Closed): Promise<void> {
  await forgetSignIns(db, account)
  await forgetCarts(db, account)
  await forgetGuests(db, account)
  await forgetNotifications(db, account)
}
