import { Modules } from "@medusajs/framework/utils"
import {
  createStep,
  createWorkflow,
  StepResponse,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import {
  changeAccount,
  findAccount,
  type AccountChange,
  type AccountRow,
} from "../../../modules/account/store/accounts"
import { IDENTITY_CONTEXT, type IdentityContext } from "../../identity/context"

/** An edit of a person's own data, normalised; what is left out stays. */
export type UpdateProfileInput = {
  account_id: string
  change: Pick<AccountChange, "first_name" | "last_name" | "phone" | "preferences">
  /** The revision the edit is based on, from If-Match. */
  revision?: number
}

type Names = Pick<AccountRow, "first_name" | "last_name" | "phone">

/** A new phone has to be verified anew. */
const changeAccountStep = createStep(
  "change-account",
  async ({ account_id, change, revision }: UpdateProfileInput, { container }) => {
    const { pool } = container.resolve<IdentityContext>(IDENTITY_CONTEXT)
    const before = await findAccount(pool, { id: account_id })
    const isNewPhone = change.phone !== undefined && change.phone !== before?.phone
    const columns = isNewPhone ? { ...change, is_phone_verified: false } : change
    const after = await changeAccount(pool, account_id, columns, revision)
    return new StepResponse(after ?? null, after === undefined ? null : (before ?? null))
  },
  async (before, { container }) => {
    if (before) {
      const { pool } = container.resolve<IdentityContext>(IDENTITY_CONTEXT)
      const { id, first_name, last_name, phone, is_phone_verified, preferences } = before
      const names = { first_name, last_name, phone, is_phone_verified }
      await changeAccount(pool, id, {
        ...names,
        ...(preferences === null ? {} : { preferences: preferences as never }),
      })
    }
  }
)

/** The customer says the same of a person as the account. */
const changeCustomerStep = createStep(
  "change-customer",
  async (account: AccountRow | null, { container }) => {
    if (account === null || account.customer_id === null) {
      return new StepResponse(null, null)
    }
    const customers = container.resolve(Modules.CUSTOMER)
    const id = account.customer_id
    const { first_name, last_name, phone } = await customers.retrieveCustomer(id)
    await customers.updateCustomers(id, {
      first_name: account.first_name,
      last_name: account.last_name,
      phone: account.phone,
    })
    return new StepResponse(id, { id, names: { first_name, last_name, phone } as Names })
  },
  async (done, { container }) => {
    if (done) {
      await container.resolve(Modules.CUSTOMER).updateCustomers(done.id, done.names)
    }
  }
)

/** Shows the change before the answer does. */
const projectAccountStep = createStep(
  "project-account",
  async ({ account_id }: Pick<UpdateProfileInput, "account_id">, { container }) => {
    await container.resolve<IdentityContext>(IDENTITY_CONTEXT).projectAccount(account_id)
    return new StepResponse(account_id)
  }
)

/**
 * Changes a person's data wherever they are kept, whichever door was asked. Gives the account
 * as it is now, or null where another edit came between.
 */
export const updateProfileWorkflow = createWorkflow(
  "update-profile",
  (input: UpdateProfileInput) => {
    const account = changeAccountStep(input)
    changeCustomerStep(account)
    projectAccountStep(input)
    return new WorkflowResponse(account)
  }
)
