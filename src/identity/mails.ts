import { sendNotification } from "../../modules/notification/send-notification"
import { storefrontLink } from "../../modules/notification/storefront-link"
import { normalizeEmail } from "../../modules/account/rules/email"
import { findAccount, type AccountRow } from "../../modules/account/store/accounts"
import { lockedUntil } from "../../modules/account/store/guard"
import { mailTo, type Addressee } from "./addressee"
import type { IdentityContext, Place } from "./context"

/** Hours in which one mail of a kind is enough, however often its cause comes again. */
const onceWithinHours = 6

/** Part of a key under which a mail is sent once in those hours. */
function slot(): number {
  return Math.floor(Date.now() / (onceWithinHours * 3_600_000))
}

/** Tells the owner of an e-mail that somebody tried to register with it. */
export async function mailAccountExists(context: IdentityContext, account: AccountRow) {
  await sendNotification(context.container, {
    ...mailTo(account),
    template: "account-exists",
    data: {
      firstName: account.first_name,
      signInUrl: storefrontLink("/sign-in"),
      resetUrl: storefrontLink("/forgot-password"),
    },
    idempotencyKey: `account-exists:${account.id}:${slot()}`,
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
    ...mailTo(account),
    template: "account-locked",
    data: {
      firstName: account.first_name,
      until: until.toISOString(),
      resetUrl: storefrontLink("/forgot-password"),
    },
    idempotencyKey: `account-locked:${account.id}:${slot()}`,
  })
}

/** An address with its last part left out: enough to know a place by. */
function maskedAddress(address: string): string {
  return address.replace(/[^.:]+$/, "…")
}

export async function mailNewSignIn(context: IdentityContext, account: AccountRow, place: Place) {
  await sendNotification(context.container, {
    ...mailTo(account),
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
    ...mailTo(account),
    template: "password-changed",
    data: {
      firstName: account.first_name,
      at: new Date().toISOString(),
      supportEmail: context.settings.get("supportEmail"),
    },
  })
}

export async function mailTwoFactorChanged(
  context: Pick<IdentityContext, "container" | "settings">,
  account: AccountRow,
  enabled: boolean
) {
  await sendNotification(context.container, {
    ...mailTo(account),
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
    ...mailTo(account),
    template: "account-closed",
    data: { firstName: account.first_name, at: new Date().toISOString() },
  })
}
