import type { Role } from "../rules/permissions"
import type { Queryable } from "../../../src/lib/queryable"

export type AccountStatus = "active" | "inactive" | "suspended"
export type Language = "pt" | "en"

export type Preferences = {
  language: Language
  currency: "MZN" | "USD"
  timezone: string
  notifications: { email: boolean; sms: boolean; push: boolean }
}

/** What an account prefers until it says otherwise. */
export const defaultPreferences: Preferences = {
  language: "pt",
  currency: "MZN",
  timezone: "Africa/Maputo",
  notifications: { email: true, sms: true, push: true },
}

/** An account as its table has it. */
export type AccountRow = {
  id: string
  object_id: string
  email: string
  first_name: string
  last_name: string
  phone: string | null
  avatar: Record<string, unknown> | null
  role: Role
  status: AccountStatus
  is_email_verified: boolean
  is_phone_verified: boolean
  two_factor_enabled: boolean
  two_factor_secret: string | null
  two_factor_pending_secret: string | null
  two_factor_last_step: number | null
  last_login: Date | null
  preferences: Partial<Preferences> | null
  accepted_terms_at: Date | null
  closed_at: Date | null
  customer_id: string | null
  user_id: string | null
  seller_id: string | null
  auth_identity_id: string | null
  revision: number
  password_version: number
  password_is_short: boolean
}

export type AccountKey = { id: string } | { email: string } | { objectId: string }

/** The account with this id, e-mail or ObjectId; undefined where there is none. */
export async function findAccount(db: Queryable, key: AccountKey): Promise<AccountRow | undefined> {
  const [column, value] =
    "id" in key
      ? ["id", key.id]
      : "email" in key
        ? ["email", key.email]
        : ["object_id", key.objectId]
  const { rows } = await db.query<AccountRow>(
    `SELECT * FROM account WHERE ${column} = $1 AND deleted_at IS NULL`,
    [value]
  )
  return rows[0]
}

/** The language to write to an account in. */
export function languageOfAccount(account: Pick<AccountRow, "preferences">): Language {
  return account.preferences?.language ?? defaultPreferences.language
}

/** Columns a statement of ours may set, so that none is ever named by a client. */
export type AccountChange = Partial<
  Omit<AccountRow, "id" | "object_id" | "revision" | "password_version" | "preferences" | "avatar">
> & { preferences?: Preferences; avatar?: Record<string, unknown> | null }

/**
 * Changes an account.
 *
 * @param revision the one the change is based on; another by now makes it undefined
 */
export async function changeAccount(
  db: Queryable,
  id: string,
  change: AccountChange,
  revision?: number
): Promise<AccountRow | undefined> {
  const columns = Object.keys(change) as (keyof AccountChange)[]
  const values = columns.map((column) => {
    const value = change[column]
    return (column === "preferences" || column === "avatar") && value !== null
      ? JSON.stringify(value)
      : value
  })
  const assignments = columns.map((column, index) => `"${column}" = $${index + 3}`)
  const { rows } = await db.query<AccountRow>(
    `UPDATE account SET ${[...assignments, "revision = revision + 1", "updated_at = now()"].join(", ")}
      WHERE id = $1 AND deleted_at IS NULL AND ($2::int IS NULL OR revision = $2) RETURNING *`,
    [id, revision ?? null, ...values]
  )
  return rows[0]
}

/** Keeps an account as it is until the transaction is over: of several at once one goes first. */
export async function lockAccount(db: Queryable, id: string): Promise<void> {
  await db.query("SELECT FROM account WHERE id = $1 FOR NO KEY UPDATE", [id])
}

/** Marks a phone as verified; false where the account has another by now. */
export async function confirmPhone(db: Queryable, id: string, phone: string): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE account SET is_phone_verified = true, revision = revision + 1, updated_at = now()
      WHERE id = $1 AND phone = $2 AND deleted_at IS NULL`,
    [id, phone]
  )
  return rowCount === 1
}
