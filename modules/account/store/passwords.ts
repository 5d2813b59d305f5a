import type { Queryable } from "../../../src/lib/queryable"
import { forgetFailures } from "./guard"
import { revokeSessions, type RevokeReason } from "./sessions"
import { discardTokens } from "./tokens"

export type NewPassword = {
  /** Of bcrypt. */
  hash: string
  /** Good only beside a second factor. */
  isShort: boolean
}

/**
 * The hash in Medusa's auth identity of an e-mail. Casts are written out here: Medusa's
 * connection takes a colon behind a parameter for the end of its name.
 */
const storeHash = `
UPDATE provider_identity
   SET provider_metadata = coalesce(provider_metadata, '{}'::jsonb) || jsonb_build_object('password', CAST($2 AS text)),
       updated_at = now()
 WHERE entity_id = $1 AND provider = 'emailpass' AND deleted_at IS NULL`

/**
 * Stores a password, and shuts what an earlier one or an earlier mail has opened: sessions,
 * sign-ins under way, links, a lock. To be called in a transaction: all of it, or nothing.
 *
 * @param expectedVersion the account's `password_version` that the change rests on
 * @returns ids of the sessions that ended; undefined where another change came between, or
 *   nobody signs in with this e-mail
 */
export async function storePassword(
  db: Queryable,
  email: string,
  { hash, isShort }: NewPassword,
  expectedVersion?: number
): Promise<string[] | undefined> {
  const changed = await db.query<{ id: string }>(
    `UPDATE account SET password_version = password_version + 1, password_is_short = $2, updated_at = now()
      WHERE email = $1 AND deleted_at IS NULL AND (CAST($3 AS int) IS NULL OR password_version = $3) RETURNING id`,
    [email, isShort, expectedVersion ?? null]
  )
  const [account] = changed.rows
  if (account === undefined && expectedVersion !== undefined) {
    return undefined
  }
  const stored = await db.query(storeHash, [email, hash])
  if (stored.rowCount !== 1) {
    return undefined
  }
  await forgetFailures(db, { email })
  if (account === undefined) {
    return []
  }
  await discardTokens(db, account.id, ["reset_password", "two_factor"])
  const reason: RevokeReason = "password_changed"
  return revokeSessions(db, { accountId: account.id }, reason)
}

/** Stores another hash of the same password, unless the password has changed since. */
export async function replaceHash(
  db: Queryable,
  email: string,
  { before, after }: { before: string; after: string }
): Promise<void> {
  await db.query(`${storeHash} AND provider_metadata->>'password' = $3`, [email, after, before])
}
