import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { ACCOUNT_MODULE } from "../../../../modules/account"
import type { AccountModuleService } from "../../../../modules/account/service"
import { defaultPreferences } from "../../../../modules/account/store/accounts"
import { objectIdOf } from "../../../lib/object-id"
import type { MedusaParts, RegisterAccountInput } from "../types"

/** The account itself, last: whoever finds it finds all of it. */
export const createAccountStep = createStep(
  "create-account",
  async (
    { registration, parts }: { registration: RegisterAccountInput; parts: MedusaParts },
    { container }
  ) => {
    const accounts = container.resolve<AccountModuleService>(ACCOUNT_MODULE)
    const [found] = await accounts.listAccounts({ email: registration.email })
    if (found !== undefined) {
      return new StepResponse(found.id, null)
    }
    const created = await accounts.createAccounts({
      id: registration.account_id,
      object_id: objectIdOf(registration.account_id),
      email: registration.email,
      first_name: registration.first_name,
      last_name: registration.last_name,
      phone: registration.phone,
      role: registration.role,
      is_email_verified: registration.is_email_verified,
      accepted_terms_at: registration.accepted_terms_at,
      preferences: { ...defaultPreferences, language: registration.language },
      ...parts,
    })
    return new StepResponse(created.id, created.id)
  },
  async (createdId, { container }) => {
    if (createdId) {
      await container.resolve<AccountModuleService>(ACCOUNT_MODULE).deleteAccounts(createdId)
    }
  }
)
