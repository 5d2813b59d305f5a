import { productChecks } from "../../modules/catalog/search/check"
import { announceCollection } from "../../modules/read-model/outbox/announce"
import { projectionOf, projections } from "../../modules/read-model/collections"
import { toObjectId } from "../../modules/read-model/collections/ids"
import type { Difference } from "../../modules/read-model/verify/compare"
import { startAntiEntropy } from "../../modules/read-model/verify/anti-entropy"
import { openReadModelWorld, type ReadModelWorld } from "../support/read-model"
import { until } from "../support/until"

let world: ReadModelWorld
let poisoned: string
let price: string

/** A public product gets a price that no whole number of cents is. */
beforeAll(async () => {
  world = await openReadModelWorld()
  await world.startProjector()
  for (const projection of projections) {
    await announceCollection(world.pool, projection)
  }
  await world.settled()
  const { rows } = await world.pool.query<{ product_id: string; price_id: string }>(
    `SELECT s.product_id, a.id AS price_id FROM product_search s
       JOIN product_variant v ON v.product_id = s.product_id AND v.deleted_at IS NULL
       JOIN product_variant_price_set l ON l.variant_id = v.id
       JOIN price a ON a.price_set_id = l.price_set_id AND a.currency_code = 'mzn' AND a.price_list_id IS NULL
      WHERE s.is_public ORDER BY s.product_id LIMIT 1`
  )
  poisoned = rows[0]?.product_id ?? ""
  price = rows[0]?.price_id ?? ""
})
afterAll(() => world.close())

async function setPrice(amount: string): Promise<void> {
  await world.pool.query(
    `UPDATE price SET amount = $2::numeric,
            raw_amount = jsonb_build_object('value', $2::text, 'precision', 20) WHERE id = $1`,
    [price, amount]
  )
}

async function shown(): Promise<{ mongo: unknown; search: unknown; text: unknown }> {
  const stored = await world.readModel.collection("products").findOne({ _id: toObjectId(poisoned) })
  const { rows } = await world.pool.query<{ is_public: boolean; text: boolean }>(
    `SELECT is_public, EXISTS (SELECT FROM product_search_text t WHERE t.id = s.id) AS text
       FROM product_search s WHERE product_id = $1`,
    [poisoned]
  )
  return { mongo: stored?.isPublic, search: rows[0]?.is_public, text: rows[0]?.text }
}

it("hides a product that cannot be projected any more, and shows it once it is mended", async () => {
  expect(await shown()).toEqual({ mongo: true, search: true, text: true })
  await setPrice("10.005")
  await until("it is hidden", async () => (await shown()).mongo === false, 30_000)
  await world.settled()
  expect(await shown()).toEqual({ mongo: false, search: false, text: false })
  const letters = await world.pool.query("SELECT source_id FROM projection_dead_letter")
  expect(letters.rows).toEqual([{ source_id: poisoned }])

  await setPrice("10.00")
  await world.settled()
  expect(await shown()).toEqual({ mongo: true, search: true, text: true })
  expect(await world.verify()).toEqual([])
})

it("keeps one hidden whose seller was suspended meanwhile", async () => {
  await setPrice("10.005")
  await world.pool.query(
    `UPDATE seller SET status = 'suspended' WHERE id IN (
       SELECT seller_id FROM product_seller WHERE product_id = $1)`,
    [poisoned]
  )
  await until("it is hidden", async () => (await shown()).mongo === false, 5_000)
  await world.settled()
  expect(await shown()).toEqual({ mongo: false, search: false, text: false })
  await world.pool.query("UPDATE seller SET status = 'approved'")
  await world.settled()
})

it("is one difference to verify, which goes on to the others", async () => {
  const [, other = ""] = await projectionOf("categories").listIds(world.pool, "", 2)
  await world.readModel
    .collection("categories")
    .updateOne({ _id: toObjectId(other) }, { $set: { name: "planted" } })
  expect(await world.verify()).toEqual([
    { collection: "categories", id: other, path: "name" },
    { collection: "products", id: poisoned, path: "(unprojectable)" },
  ])
})

it("does not stop anti-entropy, which repairs what comes after it, and what nobody should have", async () => {
  const ids = await projectionOf("products").listIds(world.pool, "", 1_000)
  const last = ids.at(-1) ?? ""
  const products = world.readModel.collection("products")
  await products.updateOne({ _id: toObjectId(last) }, { $set: { name: "planted" } })
  const surplus = { stored: "prod_surplus_in_mongo", indexed: "prod_surplus_in_index" }
  const before = await products.findOne({ _id: toObjectId(last) })
  await products.insertOne({
    ...before,
    _id: toObjectId(surplus.stored),
    medusaId: surplus.stored,
    slug: surplus.stored,
  })
  await world.pool.query(
    `INSERT INTO product_search (product_id, object_id, version, is_public, created_at)
     VALUES ($1, $2, 1, true, now())`,
    [surplus.indexed, toObjectId(surplus.indexed).toHexString()]
  )

  const repaired: Difference[] = []
  const unprojectable: Difference[] = []
  const antiEntropy = startAntiEntropy({
    readModel: world.readModel,
    followers: { products: productChecks(world.pool) },
    onRepair: (differences) => repaired.push(...differences),
    onUnprojectable: (differences) => unprojectable.push(...differences),
    onError: () => undefined,
    batchSize: 25,
    pause: 1,
  })
  const expected = [
    { collection: "products", id: last, path: "name" },
    { collection: "products", id: surplus.stored, path: "(extra)" },
    { collection: "products", id: surplus.indexed, path: "product_search.(extra)" },
  ]
  await until(
    "all of them are found",
    async () =>
      Promise.resolve(
        expected.every(({ id, path }) =>
          repaired.some((difference) => difference.id === id && difference.path === path)
        )
      ),
    60_000
  )
  await antiEntropy.stop()
  expect(unprojectable[0]).toMatchObject({ id: poisoned, path: "(unprojectable)" })
  await world.settled()
  expect(await world.verify()).toEqual([
    { collection: "products", id: poisoned, path: "(unprojectable)" },
  ])
})
