import { mkdtempSync, rmSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { setTimeout as delay } from "node:timers/promises"
import { startServices, type Services } from "../../tools/services"
import { signInAdmin, type Admin } from "../support/admin"
import { until } from "../support/until"
import { openWorld, outboxIsEmpty, type World } from "../support/world"

const full = process.env.FAULTS === "full"
/** How long Mongo stays away, in milliseconds. */
const absence = full ? 30_000 : 4_000

let dataDir: string
let services: Services
let world: World
let admin: Admin

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), "txova-mongo-"))
  services = await startServices({
    dataDir,
    env: { ...process.env, DATABASE_URL: process.env.TEST_DATABASE_URL, MONGO_URI: undefined },
    log: () => undefined,
    durable: false,
    ports: "free",
  })
  world = await openWorld({ mongoServer: services.mongoUri })
  admin = await signInAdmin(world)
}, 120_000)

afterAll(async () => {
  await services.startMongo()
  await world.close()
  await services.stop()
  rmSync(dataDir, { recursive: true, force: true })
}, 120_000)

it(
  `serves what it can while Mongo is away for ${absence / 1000} s, and catches up`,
  async () => {
    const { rows } = await world.pool.query<{ id: string; handle: string }>(
      "SELECT id, handle FROM product WHERE deleted_at IS NULL ORDER BY handle LIMIT 1"
    )
    const [product] = rows
    await world.api.get("/v1/products").expect(200)
    await services.stopMongo("kill")

    const statuses: number[] = []
    const deadline = Date.now() + absence
    for (let round = 0; Date.now() < deadline; round += 1) {
      const write = await admin
        .post(`/admin/products/${product?.id ?? ""}`)
        .send({ title: `Sem Mongo ${round}` })
      expect(write.status).toBe(200)
      const list = await world.api.get(`/v1/products?limit=${1 + (round % 50)}`)
      const detail = await world.api.get(`/v1/products/${product?.handle ?? ""}?fields=name,price`)
      const tree = await world.api.get("/v1/products/categories")
      statuses.push(list.status, detail.status, tree.status)
      expect(detail.status).toBe(200)
      if (list.status !== 200) {
        expect(list.status).toBe(503)
        expect(list.headers["retry-after"]).toMatch(/^\d+$/)
        expect((list.body as { error: { code: string } }).error.code).toBe("READ_MODEL_UNAVAILABLE")
      }
      await delay(50)
    }
    expect(statuses.filter((status) => ![200, 503].includes(status))).toEqual([])
    const fresh = await world.api
      .get(`/v1/products/${product?.handle ?? ""}?fields=name`)
      .expect(200)
    expect((fresh.body as { data: { product: { name: string } } }).data.product.name).toMatch(
      /^Sem Mongo/
    )
    const ready = await world.api.get("/ready").expect(503)
    expect((ready.body as { checks: { mongo: { ok: boolean } } }).checks.mongo.ok).toBe(false)

    await services.startMongo()
    await until("the lag is zero again", () => outboxIsEmpty(world.pool), 30_000)
    await until(
      "lists answer",
      async () => (await world.api.get("/v1/products?limit=99")).status === 200
    )
    await world.api.get("/ready").expect(200)
  },
  absence + 90_000
)
