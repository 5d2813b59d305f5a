import { createRecoveryCodes, hashRecoveryCode } from "../../modules/account/rules/recovery-codes"
import type { AccountRow } from "../../modules/account/store/accounts"
import { takeFirstCodes } from "../../modules/account/store/session-facts"
import { replaceRecoveryCodes } from "../../modules/account/store/two-factor"
import { AppError } from "../lib/errors"
import type { Queryable } from "../lib/queryable"
import type { IdentityContext } from "./context"
import { takeCode } from "./two-factor-code"

/** New recovery codes, to be shown once, and what is stored of them. Takes half a second. */
export async function hashedRecoveryCodes(
  accountId: string
): Promise<{ codes: string[]; hashes: string[] }> {
  const codes = createRecoveryCodes()
  const hashes = await Promise.all(codes.map((code) => hashRecoveryCode(code, accountId)))
  return { codes, hashes: hashes.filter((hash) => hash !== undefined) }
}

async function newRecoveryCodes(db: Queryable, accountId: string): Promise<string[]> {
  const { codes, hashes } = await hashedRecoveryCodes(accountId)
  await replaceRecoveryCodes(db, accountId, hashes)
  return codes
}

/** Minutes in which a session that turned two-factor on may ask for the first codes. */
export const firstCodesMinutes = 5

/**
 * Gives recovery codes to the session that has just turned two-factor on, once: the dashboard
 * asks for them apart.
 *
 * @throws AppError MFA_CODE_REQUIRED for any other session, later, and the second time.
 */
export async function firstRecoveryCodes(
  context: IdentityContext,
  account: AccountRow,
  sessionId: string
): Promise<string[]> {
  if (!account.two_factor_enabled || !(await takeFirstCodes(context.pool, sessionId))) {
    throw new AppError("MFA_CODE_REQUIRED")
  }
  return newRecoveryCodes(context.pool, account.id)
}

/** Gives new recovery codes for a code of the authenticator; earlier ones stop working. */
export async function renewRecoveryCodes(
  context: IdentityContext,
  account: AccountRow,
  code: string
): Promise<string[]> {
  if (!account.two_factor_enabled) {
    throw new AppError("TWO_FACTOR_NOT_ENABLED")
  }
  await takeCode(context, account, code)
  return newRecoveryCodes(context.pool, account.id)
}
