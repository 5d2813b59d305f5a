import { newId, type Account } from "./account"
import { missing } from "./failure"
import type { Customer } from "./objects"
import type { Params } from "./params"

const known = ["email", "name", "phone", "metadata", "address", "description", "shipping", "expand"]

/** POST /v1/customers: Medusa's own provider makes one for each signed-in buyer. */
export function createCustomer(account: Account, params: Params): Customer {
  params.allow(...known)
  const customer: Customer = {
    id: newId("cus"),
    object: "customer",
    created: account.now(),
    email: params.text("email") ?? null,
    livemode: false,
    metadata: params.metadata(),
    name: params.text("name") ?? null,
    phone: params.text("phone") ?? null,
  }
  account.customers.set(customer.id, customer)
  return customer
}

/** POST /v1/customers/:id */
export function updateCustomer(account: Account, id: string, params: Params): Customer {
  params.allow(...known)
  const customer = customerOf(account, id)
  customer.email = params.text("email") ?? customer.email
  customer.name = params.text("name") ?? customer.name
  customer.phone = params.text("phone") ?? customer.phone
  customer.metadata = { ...customer.metadata, ...params.metadata() }
  return customer
}

/** DELETE /v1/customers/:id */
export function deleteCustomer(account: Account, id: string) {
  customerOf(account, id)
  account.customers.delete(id)
  return { id, object: "customer", deleted: true }
}

export function customerOf(account: Account, id: string): Customer {
  const customer = account.customers.get(id)
  if (customer === undefined) {
    throw missing("customer", id, "customer")
  }
  return customer
}
