import { writeChanges } from "../../modules/read-model/mongo/write"
import { projectionOf } from "../../modules/read-model/collections"
import { toObjectId } from "../../modules/read-model/collections/ids"
import { enterDocumentsLater } from "../../modules/read-model/outbox/document-rows"
import { createRandom, seedOfRun } from "../support/random"
import { openReadModelWorld, type ReadModelWorld } from "../support/read-model"
import { until } from "../support/until"

let world: ReadModelWorld

beforeAll(async () => {
  world = await openReadModelWorld()
  await world.startProjector()
  const ids = await projectionOf("products").listIds(world.pool, "", 1_000)
  await announce(ids)
  await world.settled()
})
afterAll(() => world.close())

async function announce(ids: readonly string[]): Promise<void> {
  await world.pool.query(
    "INSERT INTO projection_outbox (source, source_id) SELECT 'products', unnest($1::text[])",
    [ids]
  )
}

async function productIds(count: number): Promise<string[]> {
  const ids = await projectionOf("products").listIds(world.pool, "", count)
  expect(ids).toHaveLength(count)
  return ids
}

async function stored(id: string) {
  return world.readModel.collection("products").findOne({ _id: toObjectId(id) })
}

async function nameOf(id: string): Promise<string | undefined> {
  return (await stored(id))?.name as string | undefined
}

const rename = "UPDATE product SET title = $2 WHERE id = $1"

describe("events", () => {
  it("may come five times and in any order: the documents are the same", async () => {
    const random = createRandom(seedOfRun())
    const ids = await productIds(50)
    const repeated = Array.from({ length: 5 }, () => ids).flat()
    const shuffled = repeated
      .map((id) => ({ id, order: random.next() }))
      .sort((a, b) => a.order - b.order)
      .map(({ id }) => id)
    await Promise.all(ids.map((id) => world.pool.query(rename, [id, `again ${id}`])))
    for (const id of shuffled) {
      await announce([id])
    }
    await world.settled()
    expect(await world.verify()).toEqual([])
  })

  it("may be entered for later, and wait until then", async () => {
    const [id = ""] = await productIds(1)
    const before = await stored(id)
    await enterDocumentsLater(world.pool, "products", [id], 1_500)
    const entered = Date.now()
    await world.settled()
    expect(Date.now() - entered).toBeGreaterThan(1_000)
    expect((await stored(id))?.version).not.toEqual(before?.version)
  })

  it("leave nothing behind when their transaction rolls back", async () => {
    const [id = ""] = await productIds(1)
    const before = await stored(id)
    const client = await world.pool.connect()
    await client.query("BEGIN")
    await client.query(rename, [id, "never"])
    await client.query("ROLLBACK")
    client.release()
    await world.settled()
    expect(await stored(id)).toEqual(before)
  })
})

describe("a row that makes no sense", () => {
  it("becomes one dead letter without holding up the rest, and is replayed once mended", async () => {
    const [poisoned = "", ...others] = await productIds(30)
    const spoil = (value: string) =>
      world.pool.query(
        `UPDATE catalog_product SET attributes = $2 WHERE id IN (
           SELECT catalog_product_id FROM product_catalog_product WHERE product_id = $1)`,
        [poisoned, value]
      )
    await spoil("5")
    const started = Date.now()
    await Promise.all(others.map((id) => world.pool.query(rename, [id, `beside ${id}`])))
    const last = others.at(-1) ?? ""
    await until("the rest is projected", async () => (await nameOf(last)) === `beside ${last}`)
    expect(Date.now() - started).toBeLessThan(5_000)

    const letter = await until(
      "a dead letter stands",
      async () => {
        const { rows } = await world.pool.query<{ source_id: string; error: string }>(
          "SELECT source_id, error FROM projection_dead_letter"
        )
        return rows.length > 0 && rows
      },
      30_000
    )
    expect(letter).toHaveLength(1)
    expect(letter[0]?.source_id).toBe(poisoned)

    await spoil("[]")
    await until("it is projected after all", async () => {
      const { rows } = await world.pool.query("SELECT 1 FROM projection_dead_letter")
      return rows.length === 0
    })
    expect(await world.verify()).toEqual([])
  })
})

describe("a deletion", () => {
  it("is not undone by an upsert that read earlier and writes later", async () => {
    const [id = ""] = await productIds(1)
    const projection = projectionOf("products")
    const [row] = await projection.readRows(world.pool, [id])
    const slow = await world.pool.query<{ version: string }>(
      "SELECT nextval('projection_version') AS version"
    )
    await world.pool.query("UPDATE product SET deleted_at = now() WHERE id = $1", [id])
    await until(
      "the deletion is projected",
      async () => (await stored(id))?.deletedAt !== undefined
    )
    if (row === undefined) {
      throw new Error("The product had no row before it was deleted")
    }
    const failures = await writeChanges(
      world.readModel.collection("products"),
      [{ kind: "put", document: projection.toDocument(row) }],
      BigInt(slow.rows[0]?.version ?? 0)
    )
    expect(failures).toEqual([])
    expect((await stored(id))?.deletedAt).toBeInstanceOf(Date)
    expect(await world.verify()).toEqual([])
  })
})
