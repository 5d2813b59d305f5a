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

export type NewToken = {
  accountId: string
  purpose: TokenPurpose
  proves: string
  /** The registration whose link it is. */
  registrationId?: string
  /** What the holder presents; a random one where none is given. */
  secret?: string
}

/** What is stored of a token. Short codes of two accounts may be the same: the account is hashed with them. */
function hashOfToken(purpose: TokenPurpose, accountId: string, secret: string): string {
  return digestOf(purpose === "verify_phone" ? `${accountId}:${secret}` : secret)
}

/**
 * Makes a token. A code to a phone ends the one before it; links live beside each other until
 * one is used, so that nobody ends another's by asking for one more.
 *
 * @returns what the holder presents
 */
export async function issueToken(db: Queryable, token: NewToken): Promise<string> {
  const { accountId, purpose, proves, registrationId, secret = newSecret() } = token
  await db.query(
    `WITH earlier AS (
       DELETE FROM account_token WHERE account_id = $2 AND purpose = $3 AND purpose = 'verify_phone'
          AND token_hash <> $4)
     INSERT INTO account_token (id, account_id, purpose, token_hash, proves, registration_id, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, now() + make_interval(secs => $7))
     ON CONFLICT (token_hash) DO UPDATE
        SET used_at = NULL, attempts = 0, expires_at = excluded.expires_at, proves = excluded.proves`,
    [
      generateEntityId(undefined, "atok"),
      accountId,
      purpose,
      hashOfToken(purpose, accountId, secret),
      proves,
      registrationId ?? null,
      tokenLifetimes[purpose],
    ]
  )
  return secret
}

/** Takes a token back that did not reach its holder. */
export async function dropToken(
  db: Queryable,
  { accountId, purpose }: NewToken,
  secret: string
): Promise<void> {
  await db.query("DELETE FROM account_token WHERE token_hash = $1", [
    hashOfToken(purpose, accountId, secret),
  ])
}

export type SpentToken = {
  accountId: string
  proves: string
  registrationId: string | null
}

type TokenRow = { account_id: string; proves: string; registration_id: string | null }

function toSpentToken(row: TokenRow): SpentToken {
  return { accountId: row.account_id, proves: row.proves, registrationId: row.registration_id }
}

/** Spends a token: of any number of tries at once, one gets it. Undefined for one that is not good. */
export async function spendToken(
  db: Queryable,
  purpose: TokenPurpose,
  secret: string
): Promise<SpentToken | undefined> {
  const { rows } = await db.query<TokenRow>(
    `UPDATE account_token SET used_at = now(), updated_at = now()
      WHERE token_hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > now()
      RETURNING account_id, proves, registration_id`,
    [digestOf(secret), purpose]
  )
  const [row] = rows
  return row && toSpentToken(row)
}

/** Looks at a token without spending it, for a step that may have to be tried again. */
export async function readToken(
  db: Queryable,
  purpose: TokenPurpose,
  secret: string
): Promise<SpentToken | undefined> {
  const { rows } = await db.query<TokenRow>(
    `SELECT account_id, proves, registration_id FROM account_token
      WHERE token_hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > now()`,
    [digestOf(secret), purpose]
  )
  const [row] = rows
  return row && toSpentToken(row)
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

/** Takes back tokens of some kinds, used or not. */
export async function discardTokens(
  db: Queryable,
  accountId: string,
  purposes: readonly TokenPurpose[]
): Promise<void> {
  await db.query(
    "DELETE FROM account_token WHERE account_id = $1 AND purpose = ANY(CAST($2 AS text[]))",
    [accountId, purposes]
  )
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
