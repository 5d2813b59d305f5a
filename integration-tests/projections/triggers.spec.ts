import { installTriggers, missingTriggers } from "../../modules/read-model/outbox/triggers"
import { projectionOf } from "../../modules/read-model/collections"
import { openReadModelWorld, type ReadModelWorld } from "../support/read-model"

let world: ReadModelWorld

afterEach(() => world.close())

async function waiting(): Promise<Record<string, number>> {
  const { rows } = await world.pool.query<{ source: string; count: number }>(
    "SELECT source, count(*)::int AS count FROM projection_outbox GROUP BY source"
  )
  return Object.fromEntries(rows.map((row) => [row.source, row.count]))
}

async function drop(trigger: string, table: string): Promise<void> {
  await world.pool.query(`DROP TRIGGER ${trigger} ON ${table}`)
}

it("makes good what was written while a trigger was missing", async () => {
  world = await openReadModelWorld()
  await world.startProjector()
  const ids = await projectionOf("products").listIds(world.pool, "", 10_000)
  for (const { collection } of [projectionOf("categories"), projectionOf("sellers")]) {
    await world.pool.query(
      `INSERT INTO projection_outbox (source, source_id)
       SELECT '${collection}', id FROM ${collection === "sellers" ? "seller" : "product_category"}`
    )
  }
  await world.pool.query(
    "INSERT INTO projection_outbox (source, source_id) SELECT 'products', unnest($1::text[])",
    [ids]
  )
  await world.settled()

  await drop("projection_product_id_update", "product")
  await world.pool.query("ALTER TABLE seller DISABLE TRIGGER projection_seller_id_update")
  await world.pool.query("UPDATE product SET title = 'In the gap' WHERE id = $1", [ids[3]])
  await world.pool.query("UPDATE seller SET business_name = 'In the gap'")
  await world.settled()
  expect(await world.verify()).not.toEqual([])

  expect(await installTriggers(world.pool)).toHaveLength(2)
  expect(await missingTriggers(world.pool)).toEqual([])
  await world.settled()
  expect(await world.verify()).toEqual([])
})

it("enters the documents of collections that had a gap, and of no others", async () => {
  world = await openReadModelWorld()
  await world.pool.query("DELETE FROM projection_outbox")
  await drop("projection_seller_stat_id_insert", "seller_stat")
  await installTriggers(world.pool)
  const { rows } = await world.pool.query<{ sellers: number }>(
    "SELECT count(*)::int AS sellers FROM seller WHERE deleted_at IS NULL"
  )
  expect(await waiting()).toEqual({ sellers: rows[0]?.sellers })
  await world.pool.query("DELETE FROM projection_outbox")
  expect(await installTriggers(world.pool)).toEqual([])
  expect(await waiting()).toEqual({})
})

it("enters nothing where there are no rows yet", async () => {
  world = await openReadModelWorld("empty")
  await world.pool.query("DELETE FROM projection_outbox")
  await drop("projection_product_id_insert", "product")
  await drop("projection_price_price_set_id_delete", "price")
  expect(await installTriggers(world.pool)).toHaveLength(2)
  expect(await waiting()).toEqual({})
})
