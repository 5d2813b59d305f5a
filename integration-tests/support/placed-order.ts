import { randomBytes } from "node:crypto"
import type { World } from "./world"

export type PlacedOrder = { id: string; itemId: string }

/** What a provider keeps of a payment: nobody's but the program's. */
export const paymentSecret = "pi_secret_of_the_provider"

/** Puts an order of one line into the tables as a checkout leaves it, with its payment. */
export async function placeOrder(
  world: World,
  customerId: string,
  email: string
): Promise<PlacedOrder> {
  const suffix = randomBytes(8).toString("hex").toUpperCase()
  const id = (prefix: string) => `${prefix}_01${suffix}`
  const raw = (value: number) => JSON.stringify({ value: String(value), precision: 20 })
  const { rows } = await world.pool.query<{ variant_id: string; product_id: string }>(
    `SELECT v.id AS variant_id, p.id AS product_id FROM product_variant v
       JOIN product p ON p.id = v.product_id JOIN product_seller s ON s.product_id = p.id LIMIT 1`
  )
  const [goods] = rows
  const insert = (sql: string, values: unknown[]) => world.pool.query(sql, values)
  await insert(
    `INSERT INTO "order" (id, version, status, is_draft_order, email, currency_code, customer_id)
     VALUES ($1, 1, 'pending', false, $2, 'mzn', $3)`,
    [id("order"), email, customerId]
  )
  await insert(`INSERT INTO order_summary (id, order_id, version, totals) VALUES ($1, $2, 1, $3)`, [
    id("ordsum"),
    id("order"),
    JSON.stringify({ paid_total: 0, current_order_total: 100 }),
  ])
  await insert(
    `INSERT INTO order_line_item (id, title, variant_id, product_id, unit_price, raw_unit_price)
     VALUES ($1, 'Tomate', $2, $3, 100, $4)`,
    [id("ordli"), goods?.variant_id, goods?.product_id, raw(100)]
  )
  await insert(
    `INSERT INTO order_item (id, order_id, version, item_id, quantity, raw_quantity,
       fulfilled_quantity, raw_fulfilled_quantity, delivered_quantity, raw_delivered_quantity,
       shipped_quantity, raw_shipped_quantity, return_requested_quantity,
       raw_return_requested_quantity, return_received_quantity, raw_return_received_quantity,
       return_dismissed_quantity, raw_return_dismissed_quantity, written_off_quantity,
       raw_written_off_quantity)
     VALUES ($1, $2, 1, $3, 1, $4, 0, $5, 0, $5, 0, $5, 0, $5, 0, $5, 0, $5, 0, $5)`,
    [id("orditem"), id("order"), id("ordli"), raw(1), raw(0)]
  )
  await insert(
    `INSERT INTO payment_collection (id, currency_code, amount, raw_amount, status)
     VALUES ($1, 'mzn', 100, $2, 'authorized')`,
    [id("paycol"), raw(100)]
  )
  await insert(
    `INSERT INTO order_payment_collection (order_id, payment_collection_id, id) VALUES ($1, $2, $3)`,
    [id("order"), id("paycol"), id("ordpay")]
  )
  await insert(
    `INSERT INTO payment_session (id, currency_code, amount, raw_amount, provider_id, data, status, payment_collection_id)
     VALUES ($1, 'mzn', 100, $2, 'pp_system_default', $3, 'authorized', $4)`,
    [id("payses"), raw(100), JSON.stringify({ secret: paymentSecret }), id("paycol")]
  )
  await insert(
    `INSERT INTO payment (id, amount, raw_amount, currency_code, provider_id, data, payment_collection_id, payment_session_id)
     VALUES ($1, 100, $2, 'mzn', 'pp_system_default', $3, $4, $5)`,
    [id("pay"), raw(100), JSON.stringify({ secret: paymentSecret }), id("paycol"), id("payses")]
  )
  return { id: id("order"), itemId: id("ordli") }
}
