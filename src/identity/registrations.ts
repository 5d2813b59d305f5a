import { generateEntityId } from "@medusajs/framework/utils"
import type { PoolClient } from "pg"
import { findAccount, type Language } from "../../modules/account/store/accounts"
import { inTransaction } from "../../modules/read-model/postgres/pool"
import { registerAccountWorkflow } from "../workflows/account/register-account"
import type { IdentityContext } from "./context"
import { mailAccountExists, mailVerification } from "./mails"

export type NewRegistration = {
  email: string
  passwordHash: string
  firstName: string
  lastName: string
  phone: string | null
  language: Language
  acceptedTerms: boolean
}

type RegistrationRow = {
  id: string
  email: string
  password_hash: string
  first_name: string
  last_name: string
  phone: string | null
  language: Language
  accepted_terms_at: Date | null
}

/** Longest pause before a registration that failed is taken up again. */
const longestPauseSeconds = 300

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

async function complete(context: IdentityContext, row: RegistrationRow): Promise<void> {
  const known = await findAccount(context.pool, { email: row.email })
  if (known !== undefined && known.id !== row.id) {
    await (known.is_email_verified
      ? mailAccountExists(context, known)
      : mailVerification(context, known))
    return
  }
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
    await mailVerification(context, account)
    await context.projectAccount(account.id)
  }
}

async function takeOne(context: IdentityContext, client: PoolClient): Promise<boolean> {
  const { rows } = await client.query<RegistrationRow>(
    `SELECT * FROM account_registration WHERE run_at <= now() ORDER BY run_at
      LIMIT 1 FOR UPDATE SKIP LOCKED`
  )
  const [row] = rows
  if (row === undefined) {
    return false
  }
  try {
    await complete(context, row)
    await client.query("DELETE FROM account_registration WHERE id = $1", [row.id])
  } catch (error) {
    await client.query(
      `UPDATE account_registration SET attempts = attempts + 1, last_error = $2, updated_at = now(),
              run_at = now() + make_interval(secs => least($3, power(2, least(attempts, 10)))) WHERE id = $1`,
      [row.id, error instanceof Error ? error.name : "error", longestPauseSeconds]
    )
  }
  return true
}

/**
 * Turns the registrations that wait into accounts. A row stays locked, and stays, until
 * its account is whole: a process that dies leaves it to the next.
 */
export async function completeRegistrations(context: IdentityContext): Promise<void> {
  while (await inTransaction(context.pool, (client) => takeOne(context, client))) {
    // The next one.
  }
}
