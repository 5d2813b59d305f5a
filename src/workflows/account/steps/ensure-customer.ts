import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { RegisterAccountInput } from "../types"

/** The Medusa customer of an account, found where an earlier try has made it. */
export const ensureCustomerStep = createStep(
  "ensure-customer",
  async (input: RegisterAccountInput, { container }) => {
    const customers = container.resolve(Modules.CUSTOMER)
    const [found] = await customers.listCustomers({ email: input.email, has_account: true })
    if (found !== undefined) {
      return new StepResponse(found.id, null)
    }
    const created = await customers.createCustomers({
      email: input.email,
      first_name: input.first_name,
      last_name: input.last_name,
      ...(input.phone === null ? {} : { phone: input.phone }),
      has_account: true,
    })
    return new StepResponse(created.id, created.id)
  },
  async (createdId, { container }) => {
    if (createdId) {
      await container.resolve(Modules.CUSTOMER).deleteCustomers(createdId)
    }
  }
)
