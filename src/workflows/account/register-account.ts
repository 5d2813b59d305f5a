import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { createAccountStep } from "./steps/create-account"
import { ensureAuthIdentityStep } from "./steps/ensure-auth-identity"
import { ensureCustomerStep } from "./steps/ensure-customer"
import { ensureUserStep } from "./steps/ensure-user"
import type { RegisterAccountInput } from "./types"

/**
 * Makes an account with its Medusa customer, its user where it is staff, and its auth
 * identity. Each step takes up what a try that died has left, so that running it again
 * repairs; a step that fails takes back what this run made. To be run under the lock of the
 * e-mail (`underEmailLock`): of two at once one would take back what the other uses.
 */
export const registerAccountWorkflow = createWorkflow(
  "register-account",
  (registration: RegisterAccountInput) => {
    const customer_id = ensureCustomerStep(registration)
    const user_id = ensureUserStep(registration)
    const auth_identity_id = ensureAuthIdentityStep({ registration, customer_id, user_id })
    const accountId = createAccountStep({
      registration,
      parts: { customer_id, user_id, auth_identity_id },
    })
    return new WorkflowResponse(accountId)
  }
)
