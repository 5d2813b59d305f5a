import { once } from "node:events"
import request from "supertest"
import { startServerProcess, type ServerProcess } from "../../../tools/dev/server-process"
import { signInAdmin, type Admin } from "../../support/admin"
import { until } from "../../support/until"
import { openWorld, outboxIsEmpty, type World } from "../../support/world"

/** The server answers the admin's requests and projects nothing; the worker projects. */
let world: World
let worker: ServerProcess
let workerOrigin = ""
let admin: Admin

beforeAll(async () => {
  world = await openWorld({ env: { RATE_LIMIT_FACTOR: "10" } })
  await world.restart({ WORKER_MODE: "server" })
  worker = await startServerProcess({
    env: {
      ...process.env,
      NODE_ENV: "test",
      PORT: "0",
      HOST: "127.0.0.1",
      WORKER_MODE: "worker",
      ADMIN_DISABLED: "true",
      RATE_LIMIT_FACTOR: "10",
      LOG_LEVEL: "warn",
      DATABASE_URL: world.databases.databaseUrl,
      MONGO_URI: world.databases.mongoUri,
      REDIS_URL: "",
    },
    onOutput: () => undefined,
  })
  workerOrigin = worker.origin.replace("localhost", "127.0.0.1")
  admin = await signInAdmin(world)
  // Three servers start one after the other.
}, 300_000)
afterAll(async () => {
  await worker.stop()
  await world.close()
})

/** What both processes answer now to one URL. */
async function both(path: string): Promise<[request.Response, request.Response]> {
  return Promise.all([world.api.get(path), request(workerOrigin).get(path)])
}

const productName = (answer: request.Response) =>
  (answer.body as { data?: { product: { name: string } } }).data?.product.name

const listLength = (answer: request.Response) =>
  (answer.body as { data?: { products: unknown[] } }).data?.products.length

describe("a server and a worker on the same databases", () => {
  it("both show a change within a second, on answers that were ready before", async () => {
    const found = await admin
      .get("/admin/products?limit=1&status[]=published&order=handle&fields=id,handle")
      .expect(200)
    const [product] = (found.body as { products: { id: string; handle: string }[] }).products
    const path = `/v1/products/${product?.handle ?? ""}`
    for (const title of ["Primeiro nome", "Segundo nome", "Terceiro nome"]) {
      await both(path)
      await admin
        .post(`/admin/products/${product?.id ?? ""}`)
        .send({ title })
        .expect(200)
      await until(
        `both say ${title}`,
        async () => (await both(path)).every((answer) => productName(answer) === title),
        1_000
      )
    }
  })

  it("both follow a setting within a second, on a list that was ready before", async () => {
    const path = "/v1/products?fields=slug"
    for (const size of [4, 6, 5]) {
      await both(path)
      await admin
        .post("/admin/marketplace-settings/general.page_size")
        .send({ value: size })
        .expect(200)
      await until(
        `both lists have ${size}`,
        async () => (await both(path)).every((answer) => listLength(answer) === size),
        1_000
      )
    }
  })

  it("count rate limits each for itself where there is no Redis", async () => {
    const remaining = (answer: request.Response) => Number(answer.headers["ratelimit-remaining"])
    const [first] = await both("/v1/products?limit=1")
    const before = remaining(first)
    await request(workerOrigin).get("/v1/products?limit=1")
    await request(workerOrigin).get("/v1/products?limit=1")
    expect(remaining(await world.api.get("/v1/products?limit=1"))).toBe(before - 1)
  })

  it("lose no change that was made while there was no worker", async () => {
    const { rows } = await world.pool.query<{ id: string; handle: string }>(
      "SELECT id, handle FROM product WHERE status = 'published' AND deleted_at IS NULL ORDER BY handle DESC LIMIT 1"
    )
    const ended = once(worker.child, "exit")
    worker.child.kill("SIGKILL")
    await ended
    await admin
      .post(`/admin/products/${rows[0]?.id ?? ""}`)
      .send({ title: "Sem ninguém a projectar" })
      .expect(200)
    expect(await outboxIsEmpty(world.pool)).toBe(false)
    await world.restart({ WORKER_MODE: "shared" })
    await until("it shows", async () => {
      const answer = await world.api.get(`/v1/products/${rows[0]?.handle ?? ""}`)
      return productName(answer) === "Sem ninguém a projectar"
    })
  })
})
