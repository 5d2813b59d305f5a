import { checkPassword } from "../../modules/account/rules/password"
import type { IdentityContext } from "./context"
import { passwordRefused } from "./credentials"
import { hashPassword } from "./hash-password"
import { acceptRegistration, type NewRegistration } from "./registrations"

/**
 * Registers a buyer: the same work and the same answer for every e-mail.
 *
 * @returns the id of the account it makes, or would have made
 * @throws AppError PASSWORD_REFUSED, SERVICE_UNAVAILABLE.
 */
export async function register(
  context: IdentityContext,
  { password, ...rest }: Omit<NewRegistration, "passwordHash"> & { password: string }
): Promise<string> {
  const names = [rest.email, rest.firstName, rest.lastName].filter((word) => word !== "")
  const checked = checkPassword(password, { twoFactor: false, context: names })
  if (!checked.ok) {
    throw passwordRefused(checked.reasons)
  }
  return acceptRegistration(context, { ...rest, passwordHash: await hashPassword(password) })
}
