import http from "node:http"
import { until } from "../../support/until"
import { openWorld, type World } from "../../support/world"

let world: World

beforeAll(async () => {
  world = await openWorld({ env: { RATE_LIMIT_FACTOR: "1000" } })
})
afterAll(() => world.close())

/** Waits for what /ready says of migrations; an answer is kept for a second. */
async function untilMigrationsAre(ok: boolean): Promise<void> {
  await until(`migrations are ${ok ? "there" : "missing"}`, async () => {
    const answer = await world.api.get("/ready")
    const { checks } = answer.body as { checks: Record<string, { ok: boolean }> }
    return checks.migrations?.ok === ok && answer.status === (ok ? 200 : 503)
  })
}

describe("a running process", () => {
  it("is alive and ready, and says of what", async () => {
    await world.api.get("/health").expect(200, { status: "ok" })
    const answer = await world.api.get("/ready").expect(200)
    expect(answer.body).toEqual({
      status: "ready",
      checks: {
        postgres: { ok: true },
        mongo: { ok: true },
        migrations: { ok: true },
        projector: { ok: true },
      },
    })
  })

  it("is not ready while a trigger of the outbox is missing", async () => {
    await world.pool.query("ALTER TABLE product DISABLE TRIGGER projection_product_id_update")
    await untilMigrationsAre(false)
    await world.pool.query("ALTER TABLE product ENABLE TRIGGER projection_product_id_update")
    await untilMigrationsAre(true)
  })

  it("is not ready while the database lacks one of Medusa's migrations", async () => {
    const { rows } = await world.pool.query<{ name: string }>(
      `DELETE FROM mikro_orm_migrations WHERE id =
         (SELECT max(id) FROM mikro_orm_migrations) RETURNING name`
    )
    await untilMigrationsAre(false)
    await world.pool.query("INSERT INTO mikro_orm_migrations (name) VALUES ($1)", [rows[0]?.name])
    await untilMigrationsAre(true)
  })

  it("asks its services once a second, however many ask it", async () => {
    const statements = async () => {
      const { rows } = await world.pool.query<{ n: string }>(
        "SELECT xact_commit AS n FROM pg_stat_database WHERE datname = current_database()"
      )
      return Number(rows[0]?.n)
    }
    const before = await statements()
    for (let round = 0; round < 20; round += 1) {
      await Promise.all(Array.from({ length: 20 }, () => world.api.get("/ready").expect(200)))
    }
    // 400 questions of five statements each; statistics come late and others work too.
    expect((await statements()) - before).toBeLessThan(1_500)
  })

  it("limits who asks for readiness and metrics, and never who asks for health", async () => {
    const ready = await world.api.get("/ready")
    const metrics = await world.api.get("/metrics")
    const health = await world.api.get("/health")
    expect(Number(ready.headers["ratelimit-limit"])).toBe(600_000)
    expect(Number(metrics.headers["ratelimit-limit"])).toBe(600_000)
    expect(health.headers["ratelimit-limit"]).toBeUndefined()
  })

  it("tells Prometheus how it fares", async () => {
    await world.api.get("/v1/products").expect(200)
    const { text } = await world.api.get("/metrics").expect(200)
    expect(text).toMatch(/^http_requests_total\{door="v1",method="GET",status="200"\} \d+/m)
    expect(text).toMatch(/^projection_lag_seconds \d/m)
    expect(text).toMatch(/^projection_dead_letters 0/m)
  })

  it.each([
    "/v1/products",
    "/store/products",
    "/admin/products",
    "/auth/user/emailpass",
    "/nothing",
  ])("puts the same armour before %s", async (path) => {
    const answer = await world.api.get(path).set("Origin", "http://localhost:3000")
    expect(answer.headers["x-content-type-options"]).toBe("nosniff")
    expect(answer.headers["x-frame-options"]).toBeDefined()
    expect(answer.headers["x-powered-by"]).toBeUndefined()
    expect(answer.headers["x-request-id"]).toMatch(/^[\w-]+$/)
    expect(answer.headers["ratelimit-limit"]).toBeDefined()
    expect(answer.headers["access-control-allow-origin"]).toBe("http://localhost:3000")
  })

  it("lets no strange origin read an answer", async () => {
    const answer = await world.api.get("/v1/products").set("Origin", "https://evil.example")
    expect(answer.headers["access-control-allow-origin"]).toBeUndefined()
  })

  it("answers conditional requests with 304, fresh and from the cache", async () => {
    const first = await world.api.get("/v1/products?limit=3").expect(200)
    for (let round = 0; round < 3; round += 1) {
      const again = await world.api
        .get("/v1/products?limit=3")
        .set("If-None-Match", String(first.headers.etag))
      expect(again.status).toBe(304)
    }
  })

  it.each(["gzip", "br"])("compresses with %s, to the same content", async (encoding) => {
    const plain = await world.api
      .get("/v1/products?limit=50")
      .set("Accept-Encoding", "identity")
      .expect(200)
    for (let round = 0; round < 2; round += 1) {
      const packed = await world.api
        .get("/v1/products?limit=50")
        .set("Accept-Encoding", encoding)
        .buffer(true)
        .expect(200)
      expect(packed.headers["content-encoding"]).toBe(encoding)
      if (encoding === "gzip") {
        expect(packed.body).toEqual(plain.body)
      }
    }
  })

  it("logs no address and no query values", async () => {
    await world.restart({ LOG_LEVEL: "info" })
    await world.api.get("/v1/products/search?q=segredo-na-pergunta").expect(200)
    await until("the request is logged", () =>
      Promise.resolve(world.output().includes("/v1/products/search"))
    )
    expect(world.output()).not.toContain("segredo-na-pergunta")
    expect(world.output()).not.toContain("127.0.0.1")
  })
})

describe("SIGTERM", () => {
  it("lets every accepted request finish", async () => {
    await world.restart()
    const agent = new http.Agent({ keepAlive: true, maxSockets: 40 })
    const { port } = new URL(world.origin)
    let refused = 0
    const ask = (index: number) =>
      new Promise<number>((resolve, reject) => {
        const request = http.get(
          { agent, host: "127.0.0.1", port, path: `/store/products?limit=50&offset=${index}` },
          (response) => {
            response.resume()
            response.on("end", () => {
              resolve(response.statusCode ?? 0)
            })
            response.on("error", reject)
          }
        )
        request.on("error", (error: NodeJS.ErrnoException) => {
          if (error.code === "ECONNREFUSED") {
            refused += 1
            resolve(-1)
          } else {
            reject(error)
          }
        })
      })
    const key = await world.pool.query<{ token: string }>(
      "SELECT token FROM api_key WHERE type = 'publishable' LIMIT 1"
    )
    expect(key.rows).toHaveLength(1)
    const asked = Array.from({ length: 40 }, (_, index) => ask(index))
    const first = await Promise.race(asked)
    expect(first).toBeGreaterThan(0)
    const code = await world.server.stop()
    const answers = await Promise.all(asked)
    agent.destroy()
    expect(code).toBe(0)
    expect(refused).toBe(0)
    expect(answers.every((status) => status >= 200 && status < 500)).toBe(true)
    await world.restart()
  })
})

describe("an environment that lacks something", () => {
  it("ends at once and names what is missing, without values", async () => {
    await expect(world.restart({ DATABASE_URL: "", MONGO_URI: "" })).rejects.toThrow(
      /DATABASE_URL is not set/
    )
    await expect(
      world.restart({ NODE_ENV: "production", JWT_SECRET: "", COOKIE_SECRET: "" })
    ).rejects.toThrow(/JWT_SECRET is not set/)
    await world.restart()
  })
})
