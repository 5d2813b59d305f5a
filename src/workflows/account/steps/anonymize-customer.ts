import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

/** Leaves of a customer what its orders need: its id. Orders keep the addresses they were sent to. */
export const anonymizeCustomerStep = createStep(
  "anonymize-customer",
  async (
    { customer_id, account_id }: { customer_id: string | null; account_id: string },
    { container }
  ) => {
    if (customer_id === null) {
      return new StepResponse(null, null)
    }
    const customers = container.resolve(Modules.CUSTOMER)
    const before = await customers.retrieveCustomer(customer_id)
    await customers.updateCustomers(customer_id, {
      email: `${account_id.toLowerCase()}@closed.invalid`,
      first_name: "",
      last_name: "",
      phone: null,
      company_name: null,
      metadata: null,
    })
    const addresses = await customers.listCustomerAddresses({ customer_id })
    await customers.deleteCustomerAddresses(addresses.map((address) => address.id))
    return new StepResponse(customer_id, { before, addresses })
  },
  async (done, { container }) => {
    if (done) {
      const customers = container.resolve(Modules.CUSTOMER)
      const { id, email, first_name, last_name, phone, company_name, metadata } = done.before
      const names = { email, first_name, last_name, phone, company_name, metadata }
      await customers.updateCustomers(id, names)
      await customers.createCustomerAddresses(
        done.addresses.map((address) => ({ ...address, customer_id: id }))
      )
    }
  }
)
