import { Modules } from "@medusajs/framework/utils"
import type { PoolClient } from "pg"
import {
  changeAccount,
  defaultPreferences,
  findAccount,
  lockAccount,
  type AccountRow,
} from "../../modules/account/store/accounts"
import { forgetFailures } from "../../modules/account/store/guard"
import { storePassword } from "../../modules/account/store/passwords"
import {
  findMailedRegistration,
  findRegistration,
  forgetRegistrations,
  type RegistrationRow,
} from "../../modules/account/store/registrations"
import { discardTokens, readToken, spendToken } from "../../modules/account/store/tokens"
import { clearTwoFactor } from "../../modules/account/store/two-factor"
import { inTransaction } from "../../modules/read-model/postgres/pool"
import { AppError } from "../lib/errors"
import { underEmailLock } from "../workflows/account/email-lock"
import { forgetPicture } from "./avatar"
import type { IdentityContext } from "./context"
import { mailVerification } from "./link-mails"

type Confirmed = {
  account: AccountRow
  /** The account as it was, where it was made over to another who registered with its e-mail. */
  before?: AccountRow
  ended: string[]
}

/**
 * Makes an account over to whoever registered its e-mail later and has proved it: their
 * password and names, and nothing of what an earlier registration did.
 */
async function makeOver(
  client: PoolClient,
  before: AccountRow,
  registration: RegistrationRow
): Promise<Confirmed> {
  const password = { hash: registration.password_hash, isShort: false }
  const ended = await storePassword(client, before.email, password)
  await clearTwoFactor(client, before.id)
  const account = await changeAccount(client, before.id, {
    first_name: registration.first_name,
    last_name: registration.last_name,
    phone: registration.phone,
    is_phone_verified: false,
    avatar: null,
    preferences: { ...defaultPreferences, language: registration.language },
    accepted_terms_at: registration.accepted_terms_at,
    is_email_verified: true,
  })
  if (ended === undefined || account === undefined) {
    throw new AppError("TOKEN_INVALID")
  }
  return { account, before, ended }
}

/** Confirms what a token was mailed for, and shuts what other links were. */
async function confirm(client: PoolClient, accountId: string, token: string): Promise<Confirmed> {
  await lockAccount(client, accountId)
  const spent = await spendToken(client, "verify_email", token)
  const account = await findAccount(client, { id: accountId })
  if (spent === undefined || account?.email !== spent.proves) {
    throw new AppError("TOKEN_INVALID")
  }
  // The one that made the account is the account, as its registrant may have changed it since.
  const isOther = spent.registrationId !== null && spent.registrationId !== account.id
  const registration = isOther
    ? await findRegistration(client, spent.registrationId ?? "")
    : undefined
  if (isOther && registration === undefined) {
    throw new AppError("TOKEN_INVALID")
  }
  const confirmed =
    registration === undefined
      ? {
          account:
            (await changeAccount(client, account.id, { is_email_verified: true })) ?? account,
          ended: [],
        }
      : await makeOver(client, account, registration)
  await forgetRegistrations(client, { email: account.email })
  await discardTokens(client, account.id, ["verify_email"])
  // Whoever tried to sign in before the mail came has not guessed anything.
  await forgetFailures(client, { email: account.email })
  return confirmed
}

/** Brings Medusa's customer after an account that was made over: its name, and no address of before. */
async function makeCustomerOver(
  { container }: IdentityContext,
  { customer_id, first_name, last_name, phone }: AccountRow
): Promise<void> {
  if (customer_id === null) {
    return
  }
  const customers = container.resolve(Modules.CUSTOMER)
  await customers.updateCustomers(customer_id, { first_name, last_name, phone })
  const addresses = await customers.listCustomerAddresses({ customer_id })
  await customers.deleteCustomerAddresses(addresses.map(({ id }) => id))
}

/**
 * Verifies an e-mail by the token of a mail. It confirms the registration it was mailed for:
 * where somebody else had registered the e-mail before, the account becomes the owner's, with
 * their password, and whatever was done in it before is ended.
 *
 * @throws AppError TOKEN_INVALID for a token that is unknown, expired, used, or of an e-mail given up since.
 */
export async function verifyEmail(context: IdentityContext, token: string): Promise<AccountRow> {
  const found = await readToken(context.pool, "verify_email", token)
  if (found === undefined) {
    throw new AppError("TOKEN_INVALID")
  }
  return underEmailLock(context.container, found.proves, async () => {
    const { account, before, ended } = await inTransaction(context.pool, (client) =>
      confirm(client, found.accountId, token)
    )
    context.announceRevoked(ended)
    if (before !== undefined) {
      await makeCustomerOver(context, account)
      forgetPicture(context, before.avatar)
    }
    await context.projectAccount(account.id)
    return account
  })
}

/** Mails the verification again, behind an answer that is the same for every e-mail. */
export function resendVerification(context: IdentityContext, email: string): void {
  context.later("mail of verification", async () => {
    const account = await findAccount(context.pool, { email })
    if (account?.status === "active" && !account.is_email_verified) {
      const registration = await findMailedRegistration(context.pool, email)
      await mailVerification(context, account, { registration, pause: true })
    }
  })
}
