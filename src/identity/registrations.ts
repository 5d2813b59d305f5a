import { generateEntityId } from "@medusajs/framework/utils"
import { findAccount, type AccountRow, type Language } from "../../modules/account/store/accounts"
import {
  findDueRegistration,
  forgetRegistrations,
  listDueRegistrations,
  markMailed,
  putOff,
  type RegistrationRow,
} from "../../modules/account/store/registrations"
import { adoptStaff } from "../workflows/account/adopt-identity"
import { underEmailLock } from "../workflows/account/email-lock"
import { registerAccountWorkflow } from "../workflows/account/register-account"
import type { IdentityContext } from "./context"
import { mailVerification } from "./link-mails"
import { mailAccountExists } from "./mails"

export type NewRegistration = {
  email: string
  passwordHash: string
  firstName: string
  lastName: string
  phone: string | null
  language: Language
  acceptedTerms: boolean
}

/**
 * Accepts a registration, whether the e-mail is known or not: one row, and what
 * becomes of it is decided in the next round.
 *
 * @returns the id of the account it makes, or would have made
 */
export async function acceptRegistration(
  context: IdentityContext,
  registration: NewRegistration
): Promise<string> {
  const id = generateEntityId(undefined, "acc")
  await context.pool.query(
    `INSERT INTO account_registration
       (id, email, password_hash, first_name, last_name, phone, language, accepted_terms_at, run_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, CASE WHEN $8 THEN now() END, now())`,
    [
      id,
      registration.email,
      registration.passwordHash,
      registration.firstName,
      registration.lastName,
      registration.phone,
      registration.language,
      registration.acceptedTerms,
    ]
  )
  if (!context.settings.get("verifyEmailBeforeSignIn")) {
    // Then a client may sign in at once, and finds the account; that tells of it in any case.
    await completeRegistrations(context)
  }
  return id
}

async function makeAccount(
  context: IdentityContext,
  row: RegistrationRow
): Promise<AccountRow | undefined> {
  await registerAccountWorkflow(context.container).run({
    input: {
      account_id: row.id,
      email: row.email,
      password_hash: row.password_hash,
      first_name: row.first_name,
      last_name: row.last_name,
      phone: row.phone,
      language: row.language,
      accepted_terms_at: row.accepted_terms_at,
      role: "buyer",
      is_email_verified: false,
    },
  })
  const account = await findAccount(context.pool, { id: row.id })
  if (account !== undefined) {
    await context.projectAccount(account.id)
  }
  return account
}

/**
 * Mails a registration's link, having made the account where the e-mail has none. A verified
 * account's owner is told instead. One that nobody has verified stays as it is: this
 * registration waits beside the earlier ones, and the link that is used says which counts.
 */
async function complete(context: IdentityContext, row: RegistrationRow): Promise<void> {
  const known =
    (await findAccount(context.pool, { email: row.email })) ??
    (await adoptStaff(context, row.email))
  if (known?.is_email_verified === true) {
    await mailAccountExists(context, known)
    await forgetRegistrations(context.pool, { id: row.id })
    return
  }
  const account = known ?? (await makeAccount(context, row))
  const mailed =
    account?.status === "active" &&
    (await mailVerification(context, account, { registration: row, pause: false }))
  await (mailed
    ? markMailed(context.pool, row.id)
    : forgetRegistrations(context.pool, { id: row.id }))
}

async function takeUp(context: IdentityContext, id: string): Promise<void> {
  const row = await findDueRegistration(context.pool, id)
  if (row === undefined) {
    return
  }
  try {
    await complete(context, row)
  } catch (error) {
    context.logFailure("registration", error)
    await putOff(context.pool, id, error instanceof Error ? error.name : "error")
  }
}

/**
 * Turns the registrations that wait into accounts and mails. What is done about one is done
 * under the lock of its e-mail, which ends with the process that holds it, and the row stays
 * until the mail was taken: a process that dies leaves it to the next.
 */
export async function completeRegistrations(context: IdentityContext): Promise<void> {
  for (;;) {
    const due = await listDueRegistrations(context.pool)
    if (due.length === 0) {
      return
    }
    for (const { id, email } of due) {
      await underEmailLock(context.container, email, () => takeUp(context, id))
    }
  }
}
