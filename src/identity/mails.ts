import { sendNotification } from "../../modules/notification/send-notification"
import { storefrontLink } from "../../modules/notification/storefront-link"
import { normalizeEmail } from "../../modules/account/rules/email"
import {
  findAccount,
  languageOfAccount,
  type AccountRow,
} from "../../modules/account/store/accounts"
import { tokenLifetimes } from "../../modules/account/store/tokens"
import { lockedUntil } from "../../modules/account/store/guard"
import type { IdentityContext, Place } from "./context"
import { issueAfterPause } from "./issue-after-pause"

type Addressee = Pick<AccountRow, "email" | "first_name" | "preferences">

function to(account: Addressee) {
  return {
    channel: "email" as const,
    to: account.email,
    language: languageOfAccount(account),
  }
}

/** Mails a link that proves the account's e-mail, unless one was mailed within the minute. */
export async function mailVerification(context: IdentityContext, account: AccountRow) {
  const token = await issueAfterPause(context, account.id, "verify_email", account.email)
  if (token === undefined) {
    return
  }
  await sendNotification(context.container, {
    ...to(account),
    template: "verify-email",
    data: {
      firstName: account.first_name,
      url: storefrontLink("/verify-email", { token }),
      expiresInHours: tokenLifetimes.verify_email / 3_600,
    },
  })
}

/** Staff set their password in the dashboard, everybody else in the storefront. */
function resetLink(context: IdentityContext, account: AccountRow, token: string): string {
  if (account.user_id === null) {
    return storefrontLink("/reset-password", { token })
  }
  const url = new URL("/app/reset-password", context.backendUrl)
  const seconds = tokenLifetimes.reset_password
  url.searchParams.set("token", context.resetTokens.wrap(token, account.email, "user", seconds))
  return url.toString()
}

/** Mails a link to set a new password, unless one was mailed within the minute. */
export async function mailPasswordReset(context: IdentityContext, account: AccountRow) {
  const token = await issueAfterPause(context, account.id, "reset_password", account.email)
  if (token === undefined) {
    return
  }
  await sendNotification(context.container, {
    ...to(account),
    template: "reset-password",
    data: {
      firstName: account.first_name,
      url: resetLink(context, account, token),
      expiresInMinutes: tokenLifetimes.reset_password / 60,
    },
  })
}

/** Tells the owner of an e-mail that somebody tried to register with it. */
export async function mailAccountExists(context: IdentityContext, account: AccountRow) {
  const hour = Math.floor(Date.now() / 3_600_000)
  await sendNotification(context.container, {
    ...to(account),
    template: "account-exists",
    data: {
      firstName: account.first_name,
      signInUrl: storefrontLink("/sign-in"),
      resetUrl: storefrontLink("/forgot-password"),
    },
    idempotencyKey: `account-exists:${account.id}:${hour}`,
  })
}

/** Tells an account's owner that wrong passwords have locked it for a while. */
export async function mailLocked(context: IdentityContext, givenEmail: string) {
  const email = normalizeEmail(givenEmail)
  const account = email === undefined ? undefined : await findAccount(context.pool, { email })
  const until = account && (await lockedUntil(context.pool, account.email))
  if (account === undefined || until === undefined) {
    return
  }
  await sendNotification(context.container, {
    ...to(account),
    template: "account-locked",
    data: {
      firstName: account.first_name,
      until: until.toISOString(),
      resetUrl: storefrontLink("/forgot-password"),
    },
    idempotencyKey: `account-locked:${account.id}:${until.getTime()}`,
  })
}

/** An address with its last part left out: enough to know a place by. */
function maskedAddress(address: string): string {
  return address.replace(/[^.:]+$/, "…")
}

export async function mailNewSignIn(context: IdentityContext, account: AccountRow, place: Place) {
  await sendNotification(context.container, {
    ...to(account),
    template: "new-sign-in",
    data: {
      firstName: account.first_name,
      at: new Date().toISOString(),
      device: place.device,
      place: maskedAddress(place.address),
    },
  })
}

export async function mailPasswordChanged(context: IdentityContext, account: AccountRow) {
  await sendNotification(context.container, {
    ...to(account),
    template: "password-changed",
    data: {
      firstName: account.first_name,
      at: new Date().toISOString(),
      supportEmail: context.settings.get("supportEmail"),
    },
  })
}

export async function mailTwoFactorChanged(
  context: IdentityContext,
  account: AccountRow,
  enabled: boolean
) {
  await sendNotification(context.container, {
    ...to(account),
    template: "two-factor-changed",
    data: {
      firstName: account.first_name,
      enabled,
      at: new Date().toISOString(),
      supportEmail: context.settings.get("supportEmail"),
    },
  })
}

/** @param account as it was before it was anonymised */
export async function mailAccountClosed(context: IdentityContext, account: Addressee) {
  await sendNotification(context.container, {
    ...to(account),
    template: "account-closed",
    data: { firstName: account.first_name, at: new Date().toISOString() },
  })
}
