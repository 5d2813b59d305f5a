import type { Queryable } from "../../../src/lib/queryable"

/** Days an account may wait for its e-mail to be verified; then it goes, and the e-mail is free. */
const unverifiedDays = 7

/** Registrations whose links have long expired; one that made an account goes with it. */
const oldRegistrations = `
DELETE FROM account_registration r
 WHERE r.mailed_at < now() - make_interval(days => $1)
   AND NOT EXISTS (SELECT FROM account a WHERE a.id = r.id AND NOT a.is_email_verified AND a.last_login IS NULL)`

/** Removes what has expired: tokens, used refresh tokens, old failures, sessions long over. */
export async function purgeExpired(db: Queryable): Promise<void> {
  await db.query("DELETE FROM account_token WHERE expires_at < now() - interval '1 day'")
  await db.query("DELETE FROM account_refresh_token WHERE expires_at < now() - interval '1 day'")
  await db.query(
    "DELETE FROM account_sign_in_guard WHERE updated_at < now() - interval '2 days' AND coalesce(lock_until, now()) <= now()"
  )
  await db.query("DELETE FROM account_session WHERE expires_at < now() - interval '30 days'")
  await db.query("DELETE FROM account_allowance WHERE ends_at < now()")
  await db.query(oldRegistrations, [unverifiedDays])
}

export type UnverifiedAccount = {
  id: string
  email: string
  customer_id: string | null
  auth_identity_id: string | null
}

/**
 * Accounts that a registration made days ago and nobody has verified, ordered with or signed in
 * to; none for whose e-mail a link is still good.
 */
export async function listForgottenAccounts(db: Queryable): Promise<UnverifiedAccount[]> {
  const { rows } = await db.query<UnverifiedAccount>(
    `SELECT a.id, a.email, a.customer_id, a.auth_identity_id FROM account a
       JOIN account_registration r ON r.id = a.id
      WHERE NOT a.is_email_verified AND a.deleted_at IS NULL AND a.status = 'active'
        AND a.last_login IS NULL AND a.user_id IS NULL AND a.seller_id IS NULL
        AND a.created_at < now() - make_interval(days => $1)
        AND NOT EXISTS (SELECT FROM account_token t
                         WHERE t.account_id = a.id AND t.used_at IS NULL AND t.expires_at > now())
        AND NOT EXISTS (SELECT FROM "order" o WHERE o.customer_id = a.customer_id)
      ORDER BY a.created_at LIMIT 100`,
    [unverifiedDays]
  )
  return rows
}
