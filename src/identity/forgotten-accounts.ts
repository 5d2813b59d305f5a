import { Modules } from "@medusajs/framework/utils"
import { ACCOUNT_MODULE } from "../../modules/account"
import type { AccountModuleService } from "../../modules/account/service"
import { listForgottenAccounts, type UnverifiedAccount } from "../../modules/account/store/purge"
import { forgetRegistrations } from "../../modules/account/store/registrations"
import { underEmailLock } from "../workflows/account/email-lock"
import type { IdentityContext } from "./context"

async function remove(
  { container, pool }: IdentityContext,
  account: UnverifiedAccount
): Promise<void> {
  const { id, email, customer_id, auth_identity_id } = account
  // The account goes first, and with it what signs in; a half that is left is taken up by the
  // next registration of the e-mail.
  await container.resolve<AccountModuleService>(ACCOUNT_MODULE).deleteAccounts(id)
  if (auth_identity_id !== null) {
    await container.resolve(Modules.AUTH).deleteAuthIdentities([auth_identity_id])
  }
  if (customer_id !== null) {
    await container.resolve(Modules.CUSTOMER).deleteCustomers(customer_id)
  }
  await forgetRegistrations(pool, { email })
}

/** Removes accounts that were registered days ago and never verified: an e-mail is not reserved by naming it. */
export async function removeForgottenAccounts(context: IdentityContext): Promise<void> {
  for (const account of await listForgottenAccounts(context.pool)) {
    await underEmailLock(context.container, account.email, async () => {
      // It may have been verified while others were removed.
      const still = await listForgottenAccounts(context.pool)
      if (still.some(({ id }) => id === account.id)) {
        await remove(context, account)
        await context.projectAccount(account.id)
      }
    })
  }
}
