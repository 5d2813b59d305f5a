import { generateEntityId } from "@medusajs/framework/utils"
import { digestOf, newSecret } from "./digest"
import type { Queryable } from "../../../src/lib/queryable"

export type TokenPurpose = "verify_email" | "reset_password" | "verify_phone" | "two_factor"

/** Seconds each kind of token is good for. */
export const tokenLifetimes: Record<TokenPurpose, number> = {
  verify_email: 24 * 3600,
  reset_password: 3600,
  verify_phone: 600,
  two_factor: 300,
}

/** Wrong codes that spend a token which is tried by a short code. */
const triesOfCode = 5

/**
 * Makes a token; earlier ones of the same purpose stop working.
 *
 * @param secret what the holder presents; a random one where none is given
 */
export async function issueToken(
  db: Queryable,
  accountId: string,
  purpose: TokenPurpose,
  proves: string,
  secret = newSecret()
): Promise<string> {
  // Short codes of two accounts may be the same: the account is part of what is hashed.
  const digest = digestOf(purpose === "verify_phone" ? `${accountId}:${secret}` : secret)
  await db.query(
    `WITH earlier AS (
       DELETE FROM account_token WHERE account_id = $2 AND purpose = $3 AND purpose <> 'two_factor'
          AND token_hash <> $4)
     INSERT INTO account_token (id, account_id, purpose, token_hash, proves, expires_at)
     VALUES ($1, $2, $3, $4, $5, now() + make_interval(secs => $6))
     ON CONFLICT (token_hash) DO UPDATE
        SET used_at = NULL, attempts = 0, expires_at = excluded.expires_at, proves = excluded.proves`,
    [
      generateEntityId(undefined, "atok"),
      accountId,
      purpose,
      digest,
      proves,
      tokenLifetimes[purpose],
    ]
  )
  return secret
}

export type SpentToken = { accountId: string; proves: string }

/** Spends a token: of any number of tries at once, one gets it. Undefined for one that is not good. */
export async function spendToken(
  db: Queryable,
  purpose: TokenPurpose,
  secret: string
): Promise<SpentToken | undefined> {
  const { rows } = await db.query<{ account_id: string; proves: string }>(
    `UPDATE account_token SET used_at = now(), updated_at = now()
      WHERE token_hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > now()
      RETURNING account_id, proves`,
    [digestOf(secret), purpose]
  )
  const [row] = rows
  return row && { accountId: row.account_id, proves: row.proves }
}

/** Looks at a token without spending it, for a step that may have to be tried again. */
export async function readToken(
  db: Queryable,
  purpose: TokenPurpose,
  secret: string
): Promise<SpentToken | undefined> {
  const { rows } = await db.query<{ account_id: string; proves: string }>(
    `SELECT account_id, proves FROM account_token
      WHERE token_hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > now()`,
    [digestOf(secret), purpose]
  )
  const [row] = rows
  return row && { accountId: row.account_id, proves: row.proves }
}

/**
 * Counts a try of a code against a token before the code is looked at.
 *
 * @returns false once the token has had its five tries
 */
export async function countTry(
  db: Queryable,
  purpose: TokenPurpose,
  by: { secret: string } | { accountId: string }
): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE account_token SET attempts = attempts + 1, updated_at = now()
      WHERE purpose = $1 AND used_at IS NULL AND expires_at > now() AND attempts < $3
        AND ${"secret" in by ? "token_hash" : "account_id"} = $2`,
    [purpose, "secret" in by ? digestOf(by.secret) : by.accountId, triesOfCode]
  )
  return rowCount !== null && rowCount > 0
}

/** Spends the short code an account was sent to its phone. */
export function spendPhoneCode(
  db: Queryable,
  accountId: string,
  code: string
): Promise<SpentToken | undefined> {
  return spendToken(db, "verify_phone", `${accountId}:${code}`)
}

/** Removes what has expired: tokens, used refresh tokens, old failures, sessions long over. */
export async function purgeExpired(db: Queryable): Promise<void> {
  await db.query("DELETE FROM account_token WHERE expires_at < now() - interval '1 day'")
  await db.query("DELETE FROM account_refresh_token WHERE expires_at < now() - interval '1 day'")
  await db.query(
    "DELETE FROM account_sign_in_guard WHERE updated_at < now() - interval '2 days' AND coalesce(lock_until, now()) <= now()"
  )
  await db.query("DELETE FROM account_session WHERE expires_at < now() - interval '30 days'")
}

/** Takes back tokens of some kinds, used or not. */
export async function discardTokens(
  db: Queryable,
  accountId: string,
  purposes: readonly TokenPurpose[]
): Promise<void> {
  await db.query("DELETE FROM account_token WHERE account_id = $1 AND purpose = ANY($2::text[])", [
    accountId,
    purposes,
  ])
}

/** Whether a token of a kind was made for an account within so many seconds. */
export async function wasIssuedWithin(
  db: Queryable,
  accountId: string,
  purpose: TokenPurpose,
  seconds: number
): Promise<boolean> {
  const { rows } = await db.query<{ issued: boolean }>(
    `SELECT EXISTS (SELECT FROM account_token WHERE account_id = $1 AND purpose = $2
        AND used_at IS NULL AND created_at > now() - make_interval(secs => $3)) AS issued`,
    [accountId, purpose, seconds]
  )
  return rows[0]?.issued ?? false
}
