import {
  changeAccount,
  findAccount,
  replaceRecoveryCodes,
  spendRecoveryCode,
  takeTwoFactorStep,
  type AccountRow,
} from "../../modules/account/store/accounts"
import { createRecoveryCodes, hashRecoveryCode } from "../../modules/account/rules/recovery-codes"
import { twoFactorSealContext } from "../../modules/account/rules/two-factor-seal"
import { createTotpSecret, otpauthUri, verifyTotp } from "../../modules/account/rules/totp"
import { countTry, readToken, spendToken } from "../../modules/account/store/tokens"
import { beginAttempt, failAttempt, forgetFailures } from "../../modules/account/store/guard"
import { AppError } from "../lib/errors"
import type { IdentityContext, Place } from "./context"
import { mailTwoFactorChanged } from "./mails"
import { completeSignIn, needsTwoFactor, type SignedIn } from "./sign-in"
import { endSessions } from "./sign-out"

/** What an authenticator app is fed with. */
export type TwoFactorSetup = { secret: string; otpauthUrl: string }

/** Begins setting an authenticator up; nothing changes until its first code is shown. */
export async function setUpTwoFactor(
  context: IdentityContext,
  account: AccountRow
): Promise<TwoFactorSetup> {
  if (account.two_factor_enabled) {
    throw new AppError("TWO_FACTOR_ALREADY_ENABLED")
  }
  const secret = createTotpSecret()
  await changeAccount(context.pool, account.id, {
    two_factor_pending_secret: context.box.seal(secret, twoFactorSealContext(account.id)),
    // Steps taken were codes of another secret.
    two_factor_last_step: null,
  })
  const issuer = context.settings.get("marketplaceName")
  return { secret, otpauthUrl: otpauthUri({ secret, email: account.email, issuer }) }
}

async function newRecoveryCodes(context: IdentityContext, accountId: string): Promise<string[]> {
  const codes = createRecoveryCodes()
  const hashes = await Promise.all(codes.map((code) => hashRecoveryCode(code, accountId)))
  await replaceRecoveryCodes(
    context.pool,
    accountId,
    hashes.filter((hash) => hash !== undefined)
  )
  return codes
}

/**
 * Turns two-factor on by the first code of the app that was set up.
 *
 * @returns the recovery codes, shown this once
 */
export async function enableTwoFactor(
  context: IdentityContext,
  account: AccountRow,
  code: string
): Promise<string[]> {
  const sealed = account.two_factor_pending_secret
  if (account.two_factor_enabled) {
    throw new AppError("TWO_FACTOR_ALREADY_ENABLED")
  }
  if (sealed === null) {
    throw new AppError("TWO_FACTOR_NOT_ENABLED")
  }
  await guarded(context, account, async () => {
    const secret = context.box.open(sealed, twoFactorSealContext(account.id))
    const verdict = verifyTotp(secret, code, {
      lastStep: account.two_factor_last_step,
      now: new Date(),
    })
    return verdict.ok && takeTwoFactorStep(context.pool, account.id, verdict.step)
  })
  const codes = await newRecoveryCodes(context, account.id)
  await changeAccount(context.pool, account.id, {
    two_factor_enabled: true,
    two_factor_secret: sealed,
    two_factor_pending_secret: null,
  })
  await context.projectAccount(account.id)
  context.behind("mail of two-factor", () => mailTwoFactorChanged(context, account, true))
  return codes
}

/** Forgets a secret that was never confirmed by a code. */
export async function cancelTwoFactorSetup(
  context: IdentityContext,
  account: AccountRow
): Promise<void> {
  await changeAccount(context.pool, account.id, { two_factor_pending_secret: null })
}

/** Minutes after turning two-factor on within which codes may be shown again without another code. */
const firstCodesMinutes = 5

/** Gives recovery codes to somebody who has just turned two-factor on, as the dashboard asks for them apart. */
export async function firstRecoveryCodes(
  context: IdentityContext,
  account: AccountRow
): Promise<string[]> {
  const { rows } = await context.pool.query<{ fresh: boolean }>(
    `SELECT coalesce(bool_and(used_at IS NULL AND created_at > now() - make_interval(mins => $2)), false) AS fresh
       FROM account_recovery_code WHERE account_id = $1`,
    [account.id, firstCodesMinutes]
  )
  if (!account.two_factor_enabled || rows[0]?.fresh !== true) {
    throw new AppError("MFA_CODE_REQUIRED")
  }
  return newRecoveryCodes(context, account.id)
}

/** Turns two-factor off by a code; every other session ends. */
export async function disableTwoFactor(
  context: IdentityContext,
  account: AccountRow,
  code: string,
  keepSession: string
): Promise<void> {
  if (!account.two_factor_enabled) {
    throw new AppError("TWO_FACTOR_NOT_ENABLED")
  }
  const isStaff = account.role === "admin" || account.role === "support"
  if (isStaff && needsTwoFactor(context)) {
    throw new AppError("TWO_FACTOR_REQUIRED")
  }
  await takeCode(context, account, code)
  await changeAccount(context.pool, account.id, {
    two_factor_enabled: false,
    two_factor_secret: null,
    two_factor_pending_secret: null,
  })
  await replaceRecoveryCodes(context.pool, account.id, [])
  await endSessions(context, { accountId: account.id, except: keepSession }, "two_factor_changed")
  await context.projectAccount(account.id)
  context.behind("mail of two-factor", () => mailTwoFactorChanged(context, account, false))
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
  return newRecoveryCodes(context, account.id)
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
    const secret = context.box.open(sealed, twoFactorSealContext(account.id))
    const verdict = verifyTotp(secret, code, {
      lastStep: account.two_factor_last_step,
      now: new Date(),
    })
    if (verdict.ok) {
      return takeTwoFactorStep(context.pool, account.id, verdict.step)
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

/** The account a challenge of signing in stands for. */
export async function accountOfChallenge(
  context: IdentityContext,
  challengeToken: string
): Promise<AccountRow> {
  const found = await readToken(context.pool, "two_factor", challengeToken)
  const account = found && (await findAccount(context.pool, { id: found.accountId }))
  if (account?.status !== "active") {
    throw new AppError("CHALLENGE_INVALID")
  }
  return account
}

/** Completes a sign-in by a code; the challenge is spent by the first right one. */
export async function answerChallenge(
  context: IdentityContext,
  challengeToken: string,
  code: string,
  place: Place
): Promise<SignedIn & { step: "done" }> {
  const account = await accountOfChallenge(context, challengeToken)
  if (!account.two_factor_enabled) {
    throw new AppError("CHALLENGE_INVALID")
  }
  if (!(await countTry(context.pool, "two_factor", { secret: challengeToken }))) {
    throw new AppError("CHALLENGE_INVALID")
  }
  await takeCode(context, account, code)
  if ((await spendToken(context.pool, "two_factor", challengeToken)) === undefined) {
    throw new AppError("CHALLENGE_INVALID")
  }
  return completeSignIn(context, account, place)
}
