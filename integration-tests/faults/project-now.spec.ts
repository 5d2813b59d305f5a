import { mkdtempSync, rmSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { projectionOf } from "../../modules/read-model/collections"
import { toObjectId } from "../../modules/read-model/collections/ids"
import { MongoError } from "../../modules/read-model/mongo/driver"
import { writeChanges } from "../../modules/read-model/mongo/write"
import { isOutage } from "../../modules/read-model/projector/outage"
import { startServices, type Services } from "../../tools/services"
import { openReadModelWorld, type ReadModelWorld } from "../support/read-model"

let dataDir: string
let services: Services
let world: ReadModelWorld

beforeAll(async () => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), "txova-now-"))
  services = await startServices({
    dataDir,
    env: { ...process.env, DATABASE_URL: process.env.TEST_DATABASE_URL, MONGO_URI: undefined },
    log: () => undefined,
    durable: false,
    ports: "free",
  })
  world = await openReadModelWorld("demo", services.mongoUri)
}, 120_000)

afterAll(async () => {
  await services.startMongo()
  await world.close()
  await services.stop()
  rmSync(dataDir, { recursive: true, force: true })
}, 120_000)

it("says that a bulk write which Mongo's end cut off is an outage, not bad documents", async () => {
  const collection = world.readModel.collection("products")
  const [id = ""] = await projectionOf("products").listIds(world.pool, "", 1)
  const change = { kind: "delete" as const, _id: toObjectId(id), medusaId: id }
  await services.stopMongo("kill")
  const error: unknown = await writeChanges(collection, [change], 1n).catch(
    (thrown: unknown) => thrown
  )
  expect(error).toBeInstanceOf(MongoError)
  expect(isOutage(error)).toBe(true)
  await services.startMongo()
  await world.readModel.mongo.ready()
})

it("leaves a write's documents to the outbox, soon and without an error, while Mongo is away", async () => {
  const [id = ""] = await projectionOf("products").listIds(world.pool, "", 1)
  await world.readModel.projectNow("products", [id])
  await services.stopMongo("kill")
  for (let round = 0; round < 5; round += 1) {
    await world.pool.query("UPDATE product SET title = $2 WHERE id = $1", [id, `away ${round}`])
    const started = Date.now()
    await world.readModel.projectNow("products", [id])
    expect(Date.now() - started).toBeLessThan(4_000)
  }
  await services.startMongo()
  await world.startProjector()
  await world.settled()
  expect(await world.verify()).toEqual([])
})
