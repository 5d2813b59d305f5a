import { signInAdmin, type Admin } from "../../support/admin"
import { openWorld, type World } from "../../support/world"

let world: World
let admin: Admin
const ids: string[] = []

beforeAll(async () => {
  world = await openWorld()
  admin = await signInAdmin(world)
  const { rows } = await world.pool.query<{ id: string }>("SELECT id FROM seller ORDER BY handle")
  ids.push(...rows.map((row) => row.id))
})
afterAll(() => world.close())

const approve = (id: string) => admin.post(`/admin/sellers/${id}/approve`)
const suspend = (id: string) => admin.post(`/admin/sellers/${id}/suspend`)

/** A seller nobody else in this file works on. */
function takeSeller(): string {
  const id = ids.pop()
  if (id === undefined) {
    throw new Error("The demonstration marketplace has too few sellers")
  }
  return id
}

async function setDelivery(id: string, delivery: object): Promise<void> {
  await world.pool.query(
    "UPDATE seller SET delivery_options = delivery_options || $2::jsonb WHERE id = $1",
    [id, JSON.stringify(delivery)]
  )
}

/** The shipping options a buyer of this seller is offered, with their fees in meticais. */
async function offered(id: string): Promise<Record<string, number>> {
  const { rows } = await world.pool.query<{ method: string; amount: string }>(
    `SELECT so.data->>'delivery_method' AS method, p.amount
       FROM seller_stock_location l
       JOIN location_fulfillment_set f ON f.stock_location_id = l.stock_location_id
       JOIN service_zone z ON z.fulfillment_set_id = f.fulfillment_set_id AND z.deleted_at IS NULL
       JOIN shipping_option so ON so.service_zone_id = z.id AND so.deleted_at IS NULL
       JOIN shipping_option_price_set sps ON sps.shipping_option_id = so.id AND sps.deleted_at IS NULL
       JOIN price p ON p.price_set_id = sps.price_set_id AND p.deleted_at IS NULL
        AND p.currency_code = 'mzn'
      WHERE l.seller_id = $1`,
    [id]
  )
  const methods = rows.map((row) => row.method)
  expect(methods).toHaveLength(new Set(methods).size)
  return Object.fromEntries(rows.map((row) => [row.method, Number(row.amount)]))
}

/** How many of each thing a seller has; one each once it is provisioned. */
async function countParts(id: string): Promise<Record<string, number>> {
  const { rows } = await world.pool.query<Record<string, string>>(
    `SELECT (SELECT count(*) FROM sales_channel
              WHERE metadata->>'seller_id' = $1 AND deleted_at IS NULL) AS channels,
            (SELECT count(*) FROM stock_location
              WHERE metadata->>'seller_id' = $1 AND deleted_at IS NULL) AS locations,
            (SELECT count(*) FROM seller_sales_channel WHERE seller_id = $1) AS channel_links,
            (SELECT count(*) FROM seller_stock_location WHERE seller_id = $1) AS location_links,
            (SELECT count(*) FROM seller_shipping_profile WHERE seller_id = $1) AS profile_links,
            (SELECT count(*) FROM service_zone
              WHERE name LIKE '%' || $1 || '%' AND deleted_at IS NULL) AS zones`,
    [id]
  )
  return Object.fromEntries(Object.entries(rows[0] ?? {}).map(([name, n]) => [name, Number(n)]))
}

const once = {
  channels: 1,
  locations: 1,
  channel_links: 1,
  location_links: 1,
  profile_links: 1,
  zones: 1,
}

/** A seller that waits for its first approval. */
async function applyAsSeller(name: string): Promise<string> {
  const id = `sel_${name}`
  await world.pool.query(
    `INSERT INTO seller (id, handle, business_name, delivery_options)
     VALUES ($1, $2, $2, '{"pickup": true, "shipping": true, "delivery_fee": 12000}')`,
    [id, name]
  )
  return id
}

describe("approving a seller", () => {
  it("works again after it was suspended and renamed", async () => {
    const id = takeSeller()
    const before = await offered(id)
    await suspend(id).expect(200)
    await world.pool.query("UPDATE seller SET business_name = 'Outro nome' WHERE id = $1", [id])
    await approve(id).expect(200)
    expect(await countParts(id)).toEqual(once)
    expect(await offered(id)).toEqual(before)
  })

  it("writes a changed fee, and takes a method that was switched off from sale", async () => {
    const id = takeSeller()
    const on = { pickup: true, local_delivery: true, shipping: true }
    await setDelivery(id, { ...on, delivery_fee: 10_000 })
    await approve(id).expect(200)
    expect(await offered(id)).toEqual({ pickup: 0, local_delivery: 100, shipping: 100 })
    await setDelivery(id, { ...on, shipping: false, delivery_fee: 17_550 })
    await approve(id).expect(200)
    expect(await offered(id)).toEqual({ pickup: 0, local_delivery: 175.5 })
    await setDelivery(id, { ...on, delivery_fee: 17_550 })
    await approve(id).expect(200)
    expect(await offered(id)).toEqual({ pickup: 0, local_delivery: 175.5, shipping: 175.5 })
  })

  it("leaves an option alone that somebody added by hand", async () => {
    const id = takeSeller()
    await world.pool.query(
      `UPDATE shipping_option SET data = '{}' WHERE data->>'delivery_method' = 'pickup'
          AND service_zone_id = (SELECT id FROM service_zone WHERE name LIKE '%' || $1 || '%')`,
      [id]
    )
    await setDelivery(id, { pickup: false, local_delivery: false, shipping: true })
    await approve(id).expect(200)
    expect(Object.keys(await offered(id)).filter((method) => method !== "null")).toEqual([
      "shipping",
    ])
  })

  it("makes everything once, however many approve it at once", async () => {
    const id = await applyAsSeller("a_quatro_maos")
    const answers = await Promise.all([approve(id), approve(id), approve(id)])
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200])
    expect(await countParts(id)).toEqual(once)
    expect(await offered(id)).toEqual({ pickup: 0, shipping: 120 })
  })

  it("finishes what a run that was killed had begun", async () => {
    const id = await applyAsSeller("a_meio_caminho")
    await approve(id).expect(200)
    await world.pool.query(
      `DELETE FROM location_fulfillment_set WHERE stock_location_id IN
         (SELECT stock_location_id FROM seller_stock_location WHERE seller_id = $1)`,
      [id]
    )
    for (const table of ["sales_channel", "stock_location", "shipping_profile"]) {
      await world.pool.query(`DELETE FROM seller_${table} WHERE seller_id = $1`, [id])
    }
    await world.pool.query(
      `DELETE FROM shipping_option_price_set WHERE shipping_option_id IN
         (SELECT id FROM shipping_option WHERE data->>'delivery_method' = 'shipping'
             AND service_zone_id IN (SELECT id FROM service_zone WHERE name LIKE '%' || $1 || '%'))`,
      [id]
    )
    await approve(id).expect(200)
    expect(await countParts(id)).toEqual(once)
    expect(await offered(id)).toEqual({ pickup: 0, shipping: 120 })
  })

  it("says that there is no such seller", async () => {
    await approve("sel_nobody").expect(404)
  })
})
