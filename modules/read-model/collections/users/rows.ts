import type { Queryable } from "../../postgres/pool"

export type AddressRow = {
  id: string
  first_name: string | null
  last_name: string | null
  address_1: string | null
  address_2: string | null
  city: string | null
  province: string | null
  postal_code: string | null
  country_code: string | null
  phone: string | null
  is_default_shipping: boolean
  is_default_billing: boolean
  metadata: Record<string, unknown> | null
}

export type UserRow = {
  id: string
  first_name: string
  last_name: string
  email: string
  phone: string | null
  avatar: Record<string, unknown> | null
  role: string
  status: string
  is_email_verified: boolean
  is_phone_verified: boolean
  two_factor_enabled: boolean
  two_factor_secret: string | null
  last_login: Date | null
  preferences: Record<string, unknown> | null
  seller_id: string | null
  revision: number
  created_at: Date
  updated_at: Date
  password_hash: string | null
  login_attempts: number
  lock_until: Date | null
  verification_hash: string | null
  reset_hash: string | null
  reset_expires: Date | null
  addresses: AddressRow[]
}

const tokenOf = (purpose: string) => `
  SELECT token_hash, expires_at FROM account_token t
   WHERE t.account_id = a.id AND t.purpose = '${purpose}' AND t.used_at IS NULL AND t.deleted_at IS NULL
   ORDER BY t.created_at DESC, t.id DESC LIMIT 1`

const userRows = `
SELECT a.id, a.first_name, a.last_name, a.email, a.phone, a.avatar, a.role, a.status,
       a.is_email_verified, a.is_phone_verified, a.two_factor_enabled, a.two_factor_secret,
       a.last_login, a.preferences, a.seller_id, a.revision, a.created_at, a.updated_at,
       (SELECT pi.provider_metadata->>'password' FROM provider_identity pi
         WHERE pi.entity_id = a.email AND pi.provider = 'emailpass' AND pi.deleted_at IS NULL) AS password_hash,
       coalesce(g.attempts, 0) AS login_attempts, g.lock_until,
       verification.token_hash AS verification_hash,
       reset.token_hash AS reset_hash, reset.expires_at AS reset_expires,
       (SELECT coalesce(jsonb_agg(to_jsonb(ca) ORDER BY ca.created_at, ca.id), '[]')
          FROM customer_address ca WHERE ca.customer_id = a.customer_id AND ca.deleted_at IS NULL) AS addresses
  FROM account a
  LEFT JOIN account_sign_in_guard g ON g.id = a.email AND g.deleted_at IS NULL
  LEFT JOIN LATERAL (${tokenOf("verify_email")}) verification ON true
  LEFT JOIN LATERAL (${tokenOf("reset_password")}) reset ON true
 WHERE a.id = ANY($1::text[]) AND a.deleted_at IS NULL`

/** Reads accounts with their addresses and what signing in knows of them. */
export async function readUserRows(db: Queryable, ids: readonly string[]): Promise<UserRow[]> {
  const { rows } = await db.query<UserRow>(userRows, [ids])
  return rows
}
