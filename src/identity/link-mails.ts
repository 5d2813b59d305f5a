import type { AccountRow } from "../../modules/account/store/accounts"
import type { RegistrationRow } from "../../modules/account/store/registrations"
import { tokenLifetimes } from "../../modules/account/store/tokens"
import { sendNotification } from "../../modules/notification/send-notification"
import { storefrontLink } from "../../modules/notification/storefront-link"
import { mailTo } from "./addressee"
import type { IdentityContext } from "./context"
import { sendToken } from "./send-token"

const hour = 3_600
const day = 24 * hour

/**
 * How many mails anybody's asking may have an account sent. A link lives no shorter than the
 * shorter allowance: whoever is refused one more has links in the mailbox that are still good.
 */
const mailAllowances = {
  verify_email: [
    { most: 5, seconds: hour },
    { most: 20, seconds: day },
  ],
  reset_password: [
    { most: 3, seconds: hour },
    { most: 24, seconds: day },
  ],
} as const

function allowancesOf(purpose: keyof typeof mailAllowances, accountId: string) {
  return mailAllowances[purpose].map(({ most, seconds }) => ({
    of: `${purpose}:${seconds}:${accountId}`,
    most,
    seconds,
  }))
}

/**
 * Mails a link that proves an account's e-mail. What it confirms is the registration it is
 * mailed for, whose names greet and whose password counts then.
 *
 * @param options.pause whether a mail within the last minute is enough; a registration gets
 *   its own link, whoever registered before
 * @returns whether it was sent: the hour's or the day's mails may be used up
 */
export async function mailVerification(
  context: IdentityContext,
  account: AccountRow,
  { registration, pause }: { registration: RegistrationRow | undefined; pause: boolean }
): Promise<boolean> {
  const { id, email } = account
  const message = {
    accountId: id,
    purpose: "verify_email" as const,
    proves: email,
    ...(registration === undefined ? {} : { registrationId: registration.id }),
    pause,
    allowances: allowancesOf("verify_email", id),
  }
  const { sent } = await sendToken(context, message, (token) =>
    sendNotification(context.container, {
      ...mailTo(account),
      ...(registration === undefined ? {} : { language: registration.language }),
      template: "verify-email",
      data: {
        firstName: registration?.first_name ?? account.first_name,
        url: storefrontLink("/verify-email", { token }),
        expiresInHours: tokenLifetimes.verify_email / 3_600,
      },
    })
  )
  return sent
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
  const { id, email } = account
  const message = {
    accountId: id,
    purpose: "reset_password" as const,
    proves: email,
    pause: true,
    allowances: allowancesOf("reset_password", id),
  }
  await sendToken(context, message, (token) =>
    sendNotification(context.container, {
      ...mailTo(account),
      template: "reset-password",
      data: {
        firstName: account.first_name,
        url: resetLink(context, account, token),
        expiresInMinutes: tokenLifetimes.reset_password / 60,
      },
    })
  )
}
