import { setTimeout as delay } from "node:timers/promises"
import { toObjectId } from "../../modules/read-model/collections/ids"
import { until } from "../support/until"
import { openWorld, outboxIsEmpty, type World } from "../support/world"

let world: World

beforeAll(async () => {
  // Without ready answers each list asks Postgres.
  world = await openWorld({ env: { RESPONSE_CACHE_MB: "0" } })
}, 120_000)
afterAll(() => world.close())

it("answers 503 and goes on projecting while slow queries hold every connection of the readers", async () => {
  const { rows } = await world.pool.query<{ id: string }>(
    "SELECT id FROM seller WHERE deleted_at IS NULL ORDER BY id LIMIT 1"
  )
  const id = rows[0]?.id ?? ""
  await world.api.get("/v1/products").expect(200)
  // Lists read this table; projecting a seller's figures does not.
  const holder = await world.pool.connect()
  await holder.query("BEGIN")
  await holder.query("LOCK TABLE product_search IN ACCESS EXCLUSIVE MODE")
  try {
    const waiting = Array.from({ length: 14 }, (_, index) =>
      world.api.get(`/v1/products?limit=${index + 1}`).then((answer) => answer)
    )
    await until("readers wait for the lock", async () => {
      const held = await world.pool.query<{ count: number }>(
        "SELECT count(*)::int AS count FROM pg_locks WHERE NOT granted"
      )
      return (held.rows[0]?.count ?? 0) >= 6
    })
    for (let round = 0; round < 5; round += 1) {
      await world.pool.query(
        `INSERT INTO seller_stat (id, total_orders) VALUES ($1, $2)
         ON CONFLICT (id) DO UPDATE SET total_orders = excluded.total_orders`,
        [id, 100 + round]
      )
      await until(
        "the change is projected",
        async () => {
          const stored = await world.mongo.collection("sellers").findOne({ _id: toObjectId(id) })
          return stored?.totalOrders === 100 + round
        },
        2_500
      )
      await delay(50)
    }
    const answers = await Promise.all(waiting)
    expect(answers.map((answer) => answer.status)).toEqual(answers.map(() => 503))
    for (const answer of answers) {
      expect(answer.headers["retry-after"]).toMatch(/^\d+$/)
      expect(answer.body).toMatchObject({ error: { code: "SERVICE_UNAVAILABLE" } })
    }
  } finally {
    await holder.query("ROLLBACK")
    holder.release()
  }
  await until("lists answer again", async () => {
    return (await world.api.get("/v1/products")).status === 200
  })
  await until("all is projected", () => outboxIsEmpty(world.pool))
})
