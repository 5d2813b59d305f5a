import type { Queryable } from "../../lib/queryable"
import type { LineRow } from "./cart-row"

/** What is taken of one level of stock, by all lines together. */
type Need = { levelId: string; quantity: number; lines: string[] }

/** How much of one inventory item one line takes, and where. */
export type Reservation = {
  cartLineId: string
  inventoryItemId: string
  locationId: string
  quantity: number
  allowBackorder: boolean
}

/** What lines take from stock, and the lines of which the seller has no stock at all. */
export function planReservations(lines: readonly LineRow[]): {
  reservations: (Reservation & { levelId: string })[]
  without: string[]
} {
  const managed = lines.filter((line) => line.manage_inventory)
  const without = managed
    .filter((line) => line.stock.length === 0 || line.stock.some((item) => item.level_id === null))
    .map((line) => line.id)
  const reservations = managed.flatMap((line) =>
    line.stock.flatMap((item) =>
      item.level_id === null || item.location_id === null
        ? []
        : [
            {
              cartLineId: line.id,
              inventoryItemId: item.inventory_item_id,
              locationId: item.location_id,
              levelId: item.level_id,
              quantity: line.quantity * Number(item.required_quantity),
              allowBackorder: line.allow_backorder,
            },
          ]
    )
  )
  return { reservations, without }
}

/**
 * Takes hold of the levels of stock until the transaction ends and tells the lines that they do
 * not suffice for, all lines of one item added up: Medusa's inventory service takes no lock, and
 * looks at each line for itself.
 */
export async function linesOutOfStock(
  db: Queryable,
  reservations: readonly (Reservation & { levelId: string })[]
): Promise<string[]> {
  const needs = new Map<string, Need>()
  for (const { levelId, quantity, cartLineId, allowBackorder } of reservations) {
    if (!allowBackorder) {
      const need = needs.get(levelId) ?? { levelId, quantity: 0, lines: [] }
      needs.set(levelId, {
        levelId,
        quantity: need.quantity + quantity,
        lines: [...need.lines, cartLineId],
      })
    }
  }
  // Always in one order: two carts of the same goods must not wait for each other.
  const { rows } = await db.query<{ id: string; available: string }>(
    `SELECT id, (stocked_quantity - reserved_quantity)::text AS available
       FROM inventory_level WHERE id = ANY($1::text[]) ORDER BY id FOR UPDATE`,
    [[...new Set(reservations.map(({ levelId }) => levelId))].sort()]
  )
  const available = new Map(rows.map((row) => [row.id, Number(row.available)]))
  return [...needs.values()].flatMap((need) =>
    (available.get(need.levelId) ?? 0) < need.quantity ? need.lines : []
  )
}
