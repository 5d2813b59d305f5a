import type { Queryable } from "../../../src/lib/queryable"

/**
 * Takes a step of the authenticator's clock, unless it or a later one was taken: of
 * any number of tries with one code, one gets through.
 */
export async function takeTwoFactorStep(db: Queryable, id: string, step: number): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE account SET two_factor_last_step = $2, updated_at = now()
      WHERE id = $1 AND coalesce(two_factor_last_step, -1) < $2`,
    [id, step]
  )
  return rowCount === 1
}

/** Spends a recovery code; false for one that is not good. */
export async function spendRecoveryCode(
  db: Queryable,
  accountId: string,
  codeHash: string
): Promise<boolean> {
  const { rowCount } = await db.query(
    `UPDATE account_recovery_code SET used_at = now(), updated_at = now()
      WHERE account_id = $1 AND code_hash = $2 AND used_at IS NULL`,
    [accountId, codeHash]
  )
  return rowCount === 1
}

/** Puts new recovery codes in the place of all earlier ones. */
export async function replaceRecoveryCodes(
  db: Queryable,
  accountId: string,
  codeHashes: readonly string[]
): Promise<void> {
  await db.query(
    `WITH earlier AS (DELETE FROM account_recovery_code WHERE account_id = $1 AND NOT code_hash = ANY(CAST($2 AS text[])))
     INSERT INTO account_recovery_code (id, account_id, code_hash)
     SELECT 'arec_' || substr(hash, 1, 26), $1, hash FROM unnest(CAST($2 AS text[])) AS hash
     ON CONFLICT (account_id, code_hash) DO NOTHING`,
    [accountId, codeHashes]
  )
}

/** Turns two-factor on with a sealed secret. */
export async function setTwoFactor(db: Queryable, id: string, sealed: string): Promise<void> {
  await db.query(
    `UPDATE account SET two_factor_enabled = true, two_factor_secret = $2, two_factor_pending_secret = NULL,
            revision = revision + 1, updated_at = now() WHERE id = $1`,
    [id, sealed]
  )
}

/** Turns two-factor off: its secrets and recovery codes are gone. */
export async function clearTwoFactor(db: Queryable, id: string): Promise<void> {
  await db.query(
    `UPDATE account SET two_factor_enabled = false, two_factor_secret = NULL, two_factor_pending_secret = NULL,
            two_factor_last_step = NULL, revision = revision + 1, updated_at = now() WHERE id = $1`,
    [id]
  )
  await replaceRecoveryCodes(db, id, [])
}
