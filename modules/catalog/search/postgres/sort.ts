import type { ProductSort } from "../port"
import type { Cursor } from "../rules/cursor"
import type { Parameters } from "./parameters"

/** How a sort is written: `key` is the column its index was made on. */
export type SortOrder = { key: string; type: string; direction: "asc" | "desc" }

const sales: SortOrder = { key: "p.sales", type: "bigint", direction: "desc" }

/** Without a text to be relevant to, what sells best comes first. */
export const sortOrders: Record<ProductSort, SortOrder> = {
  relevance: sales,
  "-salesCount": sales,
  price: { key: "p.price_rising", type: "bigint", direction: "asc" },
  "-price": { key: "p.price_falling", type: "bigint", direction: "desc" },
  "-rating": { key: "p.rating", type: "double precision", direction: "desc" },
  createdAt: { key: "p.created_at", type: "timestamptz", direction: "asc" },
  "-createdAt": { key: "p.created_at", type: "timestamptz", direction: "desc" },
  name: { key: "p.name_key", type: "text", direction: "asc" },
  "-name": { key: "p.name_key", type: "text", direction: "desc" },
}

/** The condition that a row comes after a cursor, by its key and its ObjectId; null at the start. */
export function afterCursor(
  order: SortOrder,
  keyColumn: string,
  idColumn: string,
  cursor: Cursor | null,
  parameters: Parameters
): string | null {
  if (cursor === null || "offset" in cursor) {
    return null
  }
  const key = parameters.add(cursor.key)
  const id = parameters.add(cursor.objectId)
  const sign = order.direction === "asc" ? ">" : "<"
  return `(${keyColumn}, ${idColumn}) ${sign} (${key}::${order.type}, ${id}::text collate "C")`
}
