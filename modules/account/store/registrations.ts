import type { Queryable } from "../../../src/lib/queryable"
import type { Language } from "./accounts"

/** A registration that waits: for its mail, and then for the mail's link. */
export type RegistrationRow = {
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

/** Registrations that nothing was done about yet and whose time has come, the oldest first. */
export async function listDueRegistrations(
  db: Queryable
): Promise<Pick<RegistrationRow, "id" | "email">[]> {
  const { rows } = await db.query<Pick<RegistrationRow, "id" | "email">>(
    `SELECT id, email FROM account_registration
      WHERE mailed_at IS NULL AND run_at <= now() ORDER BY run_at LIMIT 20`
  )
  return rows
}

/** A registration that is still due. */
export async function findDueRegistration(
  db: Queryable,
  id: string
): Promise<RegistrationRow | undefined> {
  const { rows } = await db.query<RegistrationRow>(
    "SELECT * FROM account_registration WHERE id = $1 AND mailed_at IS NULL AND run_at <= now()",
    [id]
  )
  return rows[0]
}

export async function findRegistration(
  db: Queryable,
  id: string
): Promise<RegistrationRow | undefined> {
  const { rows } = await db.query<RegistrationRow>(
    "SELECT * FROM account_registration WHERE id = $1",
    [id]
  )
  return rows[0]
}

/** The last registration of an e-mail that a link was mailed for. */
export async function findMailedRegistration(
  db: Queryable,
  email: string
): Promise<RegistrationRow | undefined> {
  const { rows } = await db.query<RegistrationRow>(
    `SELECT * FROM account_registration WHERE email = $1 AND mailed_at IS NOT NULL
      ORDER BY created_at DESC, id DESC LIMIT 1`,
    [email]
  )
  return rows[0]
}

/** Notes that a registration's link was mailed: it waits to be confirmed. */
export async function markMailed(db: Queryable, id: string): Promise<void> {
  await db.query(
    "UPDATE account_registration SET mailed_at = now(), last_error = NULL, updated_at = now() WHERE id = $1",
    [id]
  )
}

/** Puts a registration that failed off, longer each time. */
export async function putOff(db: Queryable, id: string, cause: string): Promise<void> {
  await db.query(
    `UPDATE account_registration SET attempts = attempts + 1, last_error = $2, updated_at = now(),
            run_at = now() + make_interval(secs => least($3, power(2, least(attempts, 10)))) WHERE id = $1`,
    [id, cause, longestPauseSeconds]
  )
}

/** Forgets one registration, or all of an e-mail. */
export async function forgetRegistrations(
  db: Queryable,
  of: { id: string } | { email: string }
): Promise<void> {
  await ("id" in of
    ? db.query("DELETE FROM account_registration WHERE id = $1", [of.id])
    : db.query("DELETE FROM account_registration WHERE email = $1", [of.email]))
}
