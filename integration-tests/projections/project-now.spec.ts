import { projectionOf } from "../../modules/read-model/collections"
import { toObjectId } from "../../modules/read-model/collections/ids"
import { openPool } from "../../modules/read-model/postgres/pool"
import { openReadModel, type ReadModel } from "../../modules/read-model/read-model"
import { followProducts } from "../../modules/catalog/search/follower"
import { openProductSearch } from "../../modules/catalog/search/open"
import { openReadModelWorld, type ReadModelWorld } from "../support/read-model"

const rename = "UPDATE product SET title = $2 WHERE id = $1"

let world: ReadModelWorld
let small: ReadModel
let problems: string[]
let ids: string[]

beforeAll(async () => {
  world = await openReadModelWorld()
  const pool = openPool(world.databases.databaseUrl, 2)
  small = openReadModel({
    pool,
    mongoUri: world.databases.mongoUri,
    followers: { products: followProducts(openProductSearch(pool, {})) },
    onProblem: (message) => problems.push(message),
  })
  await small.mongo.ready()
  ids = await projectionOf("products").listIds(world.pool, "", 20)
})
beforeEach(() => {
  problems = []
})
afterAll(async () => {
  await small.close()
  await world.close()
})

async function nameOf(id: string): Promise<unknown> {
  const stored = await small.collection("products").findOne({ _id: toObjectId(id) })
  return stored?.name
}

it("shows twenty writes at once, each to its author, on a pool of two connections", async () => {
  const shown = await Promise.all(
    ids.map(async (id) => {
      await world.pool.query(rename, [id, `now ${id}`])
      await small.projectNow("products", [id])
      return nameOf(id)
    })
  )
  expect(shown).toEqual(ids.map((id) => `now ${id}`))
  expect(problems).toEqual([])
})

it("reports a document that makes no sense and shows the others", async () => {
  const [poisoned = "", other = ""] = ids
  await world.pool.query(
    `UPDATE catalog_product SET attributes = '5' WHERE id IN (
       SELECT catalog_product_id FROM product_catalog_product WHERE product_id = $1)`,
    [poisoned]
  )
  await world.pool.query(rename, [other, "beside it"])
  await small.projectNow("products", [poisoned, other])
  expect(await nameOf(other)).toBe("beside it")
  expect(problems).toHaveLength(1)
  expect(problems[0]).toContain(poisoned)
})
