import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { ACCOUNT_MODULE } from "../../../../modules/account"
import type { AccountModuleService } from "../../../../modules/account/service"

/** Leaves of an account what its orders need: its id. */
export const anonymizeAccountStep = createStep(
  "anonymize-account",
  async ({ account_id }: { account_id: string }, { container }) => {
    const accounts = container.resolve<AccountModuleService>(ACCOUNT_MODULE)
    const before = await accounts.retrieveAccount(account_id)
    await accounts.updateAccounts({
      id: account_id,
      email: `${account_id.toLowerCase()}@closed.invalid`,
      first_name: "",
      last_name: "",
      phone: null,
      avatar: null,
      status: "inactive",
      is_email_verified: false,
      is_phone_verified: false,
      two_factor_enabled: false,
      two_factor_secret: null,
      two_factor_pending_secret: null,
      preferences: null,
      last_login: null,
      closed_at: new Date(),
    })
    return new StepResponse(before.email, before)
  },
  async (before, { container }) => {
    if (before) {
      await container.resolve<AccountModuleService>(ACCOUNT_MODULE).updateAccounts(before)
    }
  }
)
