import {
  createCustomerAddressesWorkflow,
  deleteCustomerAddressesWorkflow,
  updateCustomerAddressesWorkflow,
} from "@medusajs/medusa/core-flows"
import { Modules } from "@medusajs/framework/utils"
import type { AccountRow } from "../../modules/account/store/accounts"
import { AppError } from "../lib/errors"
import { objectIdOf } from "../lib/object-id"
import type { IdentityContext } from "./context"

/** An address by its parts; what is left out of a change stays. */
export type AddressFields = {
  type?: "billing" | "shipping" | undefined
  firstName?: string | undefined
  lastName?: string | undefined
  street?: string | undefined
  number?: string | null | undefined
  complement?: string | null | undefined
  neighborhood?: string | null | undefined
  city?: string | undefined
  state?: string | null | undefined
  zipCode?: string | null | undefined
  country?: string | undefined
  phone?: string | null | undefined
  isDefault?: boolean | undefined
}

/** Addresses one account may keep. */
const mostAddresses = 50

type Parts = Record<string, unknown>

/** Medusa's address of the contract's: whole lines for its own use, the parts kept apart beside them. */
function toMedusa(fields: AddressFields, before: Parts = {}) {
  const { street, number, complement, neighborhood, type } = fields
  const parts: Parts = { type: "shipping", ...before }
  for (const [name, value] of Object.entries({ street, number, complement, neighborhood, type })) {
    if (value !== undefined) {
      parts[name] = value
    }
  }
  const text = (name: string) => (typeof parts[name] === "string" ? parts[name] : "")
  const joined = (names: string[]) =>
    names
      .map(text)
      .filter((part) => part !== "")
      .join(", ")
  const isBilling = parts.type === "billing"
  return {
    address_1: joined(["street", "number"]),
    address_2: joined(["complement", "neighborhood"]),
    metadata: parts,
    ...(fields.firstName === undefined ? {} : { first_name: fields.firstName }),
    ...(fields.lastName === undefined ? {} : { last_name: fields.lastName }),
    ...(fields.city === undefined ? {} : { city: fields.city }),
    ...(fields.state === undefined ? {} : { province: fields.state ?? "" }),
    ...(fields.zipCode === undefined ? {} : { postal_code: fields.zipCode ?? "" }),
    ...(fields.country === undefined ? {} : { country_code: fields.country.toLowerCase() }),
    ...(fields.phone === undefined ? {} : { phone: fields.phone ?? "" }),
    ...(fields.isDefault === undefined
      ? {}
      : {
          is_default_shipping: fields.isDefault && !isBilling,
          is_default_billing: fields.isDefault && isBilling,
        }),
  }
}

function customerIdOf(account: AccountRow): string {
  if (account.customer_id === null) {
    throw new AppError("ADDRESS_NOT_FOUND")
  }
  return account.customer_id
}

async function list(context: IdentityContext, account: AccountRow) {
  return context.container
    .resolve(Modules.CUSTOMER)
    .listCustomerAddresses({ customer_id: customerIdOf(account) }, { take: 1_000 })
}

/** One's own address; another's is not found. */
async function find(context: IdentityContext, account: AccountRow, objectId: string) {
  const addresses = await list(context, account)
  const found = addresses.find((address) => objectIdOf(address.id) === objectId)
  if (found === undefined) {
    throw new AppError("ADDRESS_NOT_FOUND")
  }
  return found
}

/** Adds an address; gives its ObjectId. The first of its type is the default. */
export async function addAddress(
  context: IdentityContext,
  account: AccountRow,
  fields: AddressFields
): Promise<string> {
  const known = await list(context, account)
  if (known.length >= mostAddresses) {
    throw new AppError("VALIDATION_FAILED", {
      details: [{ path: "", message: `no more than ${mostAddresses} addresses` }],
    })
  }
  const type = fields.type ?? "shipping"
  const isFirst = !known.some(
    (address) => ((address.metadata as Parts | null)?.type ?? "shipping") === type
  )
  const { result } = await createCustomerAddressesWorkflow(context.container).run({
    input: {
      addresses: [
        {
          customer_id: customerIdOf(account),
          ...toMedusa({
            country: "MZ",
            firstName: "",
            lastName: "",
            ...fields,
            type,
            isDefault: fields.isDefault ?? isFirst,
          }),
        },
      ],
    },
  })
  await context.projectAccount(account.id)
  return objectIdOf(result[0]?.id ?? "")
}

/** @throws AppError ADDRESS_NOT_FOUND. */
export async function changeAddress(
  context: IdentityContext,
  account: AccountRow,
  objectId: string,
  fields: AddressFields
): Promise<void> {
  const found = await find(context, account, objectId)
  const isDefault = found.is_default_shipping || found.is_default_billing
  await updateCustomerAddressesWorkflow(context.container).run({
    input: {
      selector: { id: found.id, customer_id: customerIdOf(account) },
      update: toMedusa({ isDefault, ...fields }, found.metadata ?? {}),
    },
  })
  await context.projectAccount(account.id)
}

/** @throws AppError ADDRESS_NOT_FOUND. */
export async function deleteAddress(
  context: IdentityContext,
  account: AccountRow,
  objectId: string
): Promise<void> {
  const found = await find(context, account, objectId)
  await deleteCustomerAddressesWorkflow(context.container).run({ input: { ids: [found.id] } })
  await context.projectAccount(account.id)
}
