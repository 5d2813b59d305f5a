import type { ProductSort } from "../port"
import type { Cursor } from "../rules/cursor"
import type { Parameters } from "./parameters"

/** How a sort is written: `key` is the expression that its index was made on. */
export type SortOrder = { key: string; type: string; direction: "asc" | "desc" }

const priceUp = "coalesce(p.price, 9007199254740991)"
const sales: SortOrder = { key: "p.sales", type: "bigint", direction: "desc" }

/** Without a text to be relevant to, what sells best comes first. */
export const sortOrders: Record<ProductSort, SortOrder> = {
  relevance: sales,
  "-salesCount": sales,
  price: { key: priceUp, type: "bigint", direction: "asc" },
  "-price": { key: "coalesce(p.price, -1)", type: "bigint", direction: "desc" },
  "-rating": { key: "p.rating", type: "double precision", direction: "desc" },
  createdAt: { key: "p.created_at", type: "timestamptz", direction: "asc" },
  "-createdAt": { key: "p.created_at", type: "timestamptz", direction: "desc" },
  name: { key: "p.name_key", type: "text", direction: "asc" },
  "-name": { key: "p.name_key", type: "text", direction: "desc" },
}

/** The condition that a row, as columns `key` and `id`, comes after a cursor; null at the start. */
export function afterCursor(
  order: SortOrder,
  columns: { key: string; id: string },
  cursor: Cursor | null,
  parameters: Parameters
): string | null {
  if (cursor === null || "offset" in cursor) {
    return null
  }
  const key = parameters.add(cursor.key)
  const id = parameters.add(cursor.productId)
  const sign = order.direction === "asc" ? ">" : "<"
  return `(${columns.key}, ${columns.id}) ${sign} (${key}::${order.type}, ${id}::text collate "C")`
}
