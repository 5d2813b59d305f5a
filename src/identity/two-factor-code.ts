import { hashRecoveryCode } from "../../modules/account/rules/recovery-codes"
import { verifyTotp } from "../../modules/account/rules/totp"
import { twoFactorSealContext } from "../../modules/account/rules/two-factor-seal"
import type { AccountRow } from "../../modules/account/store/accounts"
import { beginAttempt, failAttempt, forgetFailures } from "../../modules/account/store/guard"
import { spendRecoveryCode, takeTwoFactorStep } from "../../modules/account/store/two-factor"
import { AppError } from "../lib/errors"
import type { IdentityContext } from "./context"

/** Takes a code of a sealed secret's authenticator: false for a wrong one, and for one that was taken. */
async function takeStepOf(
  context: IdentityContext,
  account: AccountRow,
  sealed: string,
  code: string
): Promise<boolean> {
  const secret = context.box.open(sealed, twoFactorSealContext(account.id))
  const verdict = verifyTotp(secret, code, {
    lastStep: account.two_factor_last_step,
    now: new Date(),
  })
  return verdict.ok && takeTwoFactorStep(context.pool, account.id, verdict.step)
}

/**
 * Takes the first code of an authenticator that is being set up.
 *
 * @throws AppError as `takeCode`
 */
export async function takeFirstCode(
  context: IdentityContext,
  account: AccountRow,
  sealed: string,
  code: string
): Promise<void> {
  await guarded(context, account, () => takeStepOf(context, account, sealed, code))
}

/**
 * Takes a code of the authenticator, or a recovery code. Each works once.
 *
 * @throws AppError TWO_FACTOR_CODE_INVALID, or TOO_MANY_ATTEMPTS: guesses are counted like passwords.
 */
export async function takeCode(
  context: IdentityContext,
  account: AccountRow,
  code: string
): Promise<void> {
  await guarded(context, account, async () => {
    const sealed = account.two_factor_secret
    if (sealed === null) {
      return false
    }
    if (await takeStepOf(context, account, sealed, code)) {
      return true
    }
    const hash = await hashRecoveryCode(code, account.id)
    return hash !== undefined && spendRecoveryCode(context.pool, account.id, hash)
  })
}

/** Runs a check of a code under the same lock as passwords have, with a count of its own. */
async function guarded(
  context: IdentityContext,
  account: AccountRow,
  check: () => Promise<boolean>
): Promise<void> {
  const key = `two-factor:${account.id}`
  const attempt = await beginAttempt(context.pool, key, "")
  if (!attempt.allowed) {
    throw new AppError("TOO_MANY_ATTEMPTS", {
      headers: { "Retry-After": String(attempt.retryAfterSeconds) },
    })
  }
  if (await check()) {
    await forgetFailures(context.pool, { key })
    return
  }
  await failAttempt(context.pool, key)
  throw new AppError("TWO_FACTOR_CODE_INVALID")
}
