import { settingRegistry } from "../../../setting/registry"
import { listLivingIds } from "../list-ids"
import type { Projection } from "../projection"
import { toCartDocument } from "./document"
import { readCartRows, type CartRow } from "./rows"
import { cartSchema } from "./schema"

const byAccount = `
SELECT c.id FROM cart c JOIN account a ON a.customer_id = c.customer_id
 WHERE a.id = ANY($1::text[]) AND c.deleted_at IS NULL AND c.completed_at IS NULL`

const bySetting = `
SELECT id FROM cart WHERE '${settingRegistry.cartExpiresAfterDays.key}' = ANY($1::text[])
   AND deleted_at IS NULL AND completed_at IS NULL`

/** The contract's `carts`, from Medusa's carts and who holds them. */
export const carts: Projection<CartRow> = {
  collection: "carts",
  schema: cartSchema,
  feeds: [
    { table: "cart", column: "id", quiet: true },
    { table: "cart_line_item", column: "cart_id", quiet: true },
    { table: "cart_holder", column: "cart_id", quiet: true },
    { table: "account", column: "id", resolve: byAccount, quiet: true },
    { table: "setting", column: "key", resolve: bySetting, quiet: true },
  ],
  idSeed: (id) => id,
  listIds: listLivingIds("cart"),
  readRows: readCartRows,
  toDocument: toCartDocument,
  embeddedIds: (row) => row.items.map((item) => item.id),
}
