import { createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk"
import { anonymizeAccountStep } from "./steps/anonymize-account"
import { anonymizeCustomerStep } from "./steps/anonymize-customer"
import { deleteAuthIdentityStep } from "./steps/delete-auth-identity"

export type CloseAccountInput = {
  account_id: string
  customer_id: string | null
  auth_identity_id: string | null
}

/** Closes an account and anonymises it; its orders stay, under an id that names nobody. */
export const closeAccountWorkflow = createWorkflow("close-account", (input: CloseAccountInput) => {
  anonymizeCustomerStep(input)
  const email = anonymizeAccountStep(input)
  deleteAuthIdentityStep(input)
  return new WorkflowResponse(email)
})
