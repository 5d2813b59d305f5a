import { listLivingIds } from "../list-ids"
import type { Projection } from "../projection"
import { toUserDocument } from "./document"
import { readUserRows, type UserRow } from "./rows"
import { userSchema } from "./schema"

const byCustomer = "SELECT id FROM account WHERE customer_id = ANY($1::text[])"
const byEmail = "SELECT id FROM account WHERE email = ANY($1::text[])"

/** The contract's `users`, from the account module, the customer's addresses and the auth identity. */
export const users: Projection<UserRow> = {
  collection: "users",
  schema: userSchema,
  feeds: [
    { table: "account", column: "id" },
    { table: "account_token", column: "account_id" },
    { table: "account_sign_in_guard", column: "email", resolve: byEmail },
    { table: "customer_address", column: "customer_id", resolve: byCustomer },
    { table: "provider_identity", column: "entity_id", resolve: byEmail },
  ],
  idSeed: (id) => id,
  listIds: listLivingIds("account"),
  readRows: readUserRows,
  toDocument: toUserDocument,
  embeddedIds: (row) => row.addresses.map((address) => address.id),
}
