import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { updateCustomersWorkflow } from "@medusajs/medusa/core-flows"
import { accountOfCustomer } from "../../identity/close-customer"
import { IDENTITY_CONTEXT, type IdentityContext } from "../../identity/context"
import { updateProfileWorkflow } from "../../workflows/account/update-profile"
import { readPersonChange } from "./person"

/** A body of Medusa's that changes a customer, as its validators let it through. */
export type CustomerBody = Record<string, unknown> & { additional_data?: Record<string, unknown> }

/**
 * Changes a customer as Medusa's routes do. Where it is an account's, its name and phone are
 * the account's too, and changed with it.
 */
export async function updateCustomer(
  scope: MedusaContainer,
  id: string,
  { additional_data, ...body }: CustomerBody
): Promise<void> {
  const context = scope.resolve<IdentityContext>(IDENTITY_CONTEXT)
  const account = await accountOfCustomer(context, id)
  let update = body
  if (account !== undefined) {
    const { first_name, last_name, phone, ...rest } = body
    const change = readPersonChange({ first_name, last_name, phone })
    const input = { account_id: account.id, change }
    await updateProfileWorkflow(scope).run({ input })
    update = rest
  }
  await updateCustomersWorkflow(scope).run({
    input: { selector: { id }, update, ...(additional_data && { additional_data }) },
  })
}

/**
 * A customer with the fields a request asked for.
 *
 * @throws MedusaError of type not found.
 */
export async function readCustomer(
  scope: MedusaContainer,
  id: string,
  fields: string[]
): Promise<unknown> {
  const query = scope.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({ entity: "customer", fields, filters: { id } })
  const [customer] = data as unknown[]
  if (customer === undefined) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `Customer with id: ${id} was not found`)
  }
  return customer
}
