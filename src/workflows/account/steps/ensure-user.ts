import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { RegisterAccountInput } from "../types"

/** The Medusa user of an admin or a support agent; others have none. */
export const ensureUserStep = createStep(
  "ensure-user",
  async (input: RegisterAccountInput, { container }) => {
    if (input.role !== "admin" && input.role !== "support") {
      return new StepResponse(null, null)
    }
    const users = container.resolve(Modules.USER)
    const [found] = await users.listUsers({ email: input.email })
    if (found !== undefined) {
      return new StepResponse(found.id, null)
    }
    const created = await users.createUsers({
      email: input.email,
      first_name: input.first_name,
      last_name: input.last_name,
    })
    return new StepResponse(created.id, created.id)
  },
  async (createdId, { container }) => {
    if (createdId) {
      await container.resolve(Modules.USER).deleteUsers([createdId])
    }
  }
)
