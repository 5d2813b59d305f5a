import { generateEntityId, Modules } from "@medusajs/framework/utils"
import { findAccount, type AccountRow } from "../../modules/account/store/accounts"
import { AppError } from "../lib/errors"
import { underEmailLock } from "../workflows/account/email-lock"
import { registerAccountWorkflow } from "../workflows/account/register-account"
import type { IdentityContext } from "./context"
import type { TicketRegistration } from "./registration-ticket"

type StaffName = { first_name?: string | null; last_name?: string | null }

/**
 * Makes the staff account somebody was invited to. The invitation proves its e-mail, which
 * has to be the one registered; its metadata may say `{ role: "support" }`.
 *
 * @throws AppError UNAUTHENTICATED for an invitation that is not good, or for another e-mail.
 */
export async function acceptInvite(
  context: IdentityContext,
  inviteToken: string,
  registration: TicketRegistration,
  name: StaffName
): Promise<AccountRow> {
  return underEmailLock(context.container, registration.email, () =>
    takeInvite(context, inviteToken, registration, name)
  )
}

/** Alone at its e-mail: the invitation is good once, though it be shown twice at the same moment. */
async function takeInvite(
  context: IdentityContext,
  inviteToken: string,
  registration: TicketRegistration,
  name: StaffName
): Promise<AccountRow> {
  const users = context.container.resolve(Modules.USER)
  const invite = await users.validateInviteToken(inviteToken).catch(() => undefined)
  if (
    invite === undefined ||
    invite.accepted ||
    invite.email.toLowerCase() !== registration.email
  ) {
    throw new AppError("UNAUTHENTICATED")
  }
  const known = await findAccount(context.pool, { email: registration.email })
  if (known !== undefined) {
    // Somebody's account does not become staff behind their back: another e-mail is invited.
    throw new AppError("UNAUTHENTICATED")
  }
  await registerAccountWorkflow(context.container).run({
    input: {
      account_id: generateEntityId(undefined, "acc"),
      email: registration.email,
      password_hash: registration.passwordHash,
      first_name: name.first_name ?? "",
      last_name: name.last_name ?? "",
      phone: null,
      language: "pt",
      accepted_terms_at: null,
      role: invite.metadata?.role === "support" ? "support" : "admin",
      is_email_verified: true,
    },
  })
  await users.deleteInvites([invite.id])
  const account = await findAccount(context.pool, { email: registration.email })
  if (account === undefined) {
    throw new AppError("INTERNAL_ERROR")
  }
  await context.projectAccount(account.id)
  return account
}
