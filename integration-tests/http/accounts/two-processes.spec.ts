import { Redis } from "ioredis"
import request from "supertest"
import { startServerProcess, type ServerProcess } from "../../../tools/dev/server-process"
import { demoAdmin } from "../../support/admin"
import { everywhere, knockAtAll } from "../../support/doors"
import { codeOf, login, refresh, type Tokens } from "../../support/sign-in"
import { until } from "../../support/until"
import { openWorld, type World } from "../../support/world"

const { TEST_REDIS_URL } = process.env
/** Whether or not there is a Redis between them. */
const setups: [string, string][] = [
  ["without Redis", ""],
  ...(TEST_REDIS_URL === undefined
    ? []
    : ([["with Redis", TEST_REDIS_URL]] satisfies [string, string][])),
]

describe.each(setups)("two processes %s", (_name, redisUrl) => {
  let world: World
  let other: ServerProcess
  /** The world as the other process shows it. */
  let elsewhere: World

  beforeAll(async () => {
    const secret = { JWT_SECRET: "a secret of these tests alone", REDIS_URL: redisUrl }
    world = await openWorld({ env: secret })
    await login(world, demoAdmin)
    await world.pool.query(
      "UPDATE account SET seller_id = (SELECT id FROM seller ORDER BY id LIMIT 1) WHERE email = $1",
      [demoAdmin.email]
    )
    other = await startServerProcess({
      env: {
        ...process.env,
        NODE_ENV: "test",
        PORT: "0",
        HOST: "127.0.0.1",
        WORKER_MODE: "server",
        ADMIN_DISABLED: "true",
        RATE_LIMIT_FACTOR: "1000",
        LOG_LEVEL: "warn",
        DATABASE_URL: world.databases.databaseUrl,
        MONGO_URI: world.databases.mongoUri,
        DATA_DIR: world.dataDir,
        ...secret,
      },
      onOutput: () => undefined,
    })
    const origin = other.origin.replace("localhost", "127.0.0.1")
    // Read through, but for where it is asked: the first's own are getters.
    elsewhere = Object.create(world, {
      origin: { value: origin },
      api: { get: () => request(origin) },
    }) as World
  }, 300_000)
  afterAll(async () => {
    await other.stop()
    await world.close()
  })

  it("both refuse a session that was ended in one, at once", async () => {
    for (let round = 0; round < 5; round += 1) {
      const { accessToken } = await login(world, demoAdmin)
      expect(await knockAtAll(elsewhere, accessToken)).toEqual(everywhere(200))
      await world.api
        .post("/v1/auth/logout")
        .set("Authorization", `Bearer ${accessToken}`)
        .expect(200)
      await until(
        "the other refuses it",
        async () => {
          const answer = await knockAtAll(elsewhere, accessToken)
          return Object.values(answer).every((status) => status === 401)
        },
        1_000
      )
    }
  })

  it("of two refreshes at the same instant, one in each, one succeeds and the session lives", async () => {
    let tokens: Pick<Tokens, "accessToken" | "refreshToken"> = await login(world, demoAdmin)
    for (let round = 0; round < 10; round += 1) {
      const answers = await Promise.all([
        refresh(world, tokens.refreshToken),
        refresh(elsewhere, tokens.refreshToken),
      ])
      const won = answers.filter(({ status }) => status === 200)
      const lost = answers.filter(({ status }) => status !== 200)
      expect({ round, won: won.length, lost: lost.map(codeOf) }).toEqual({
        round,
        won: 1,
        lost: ["REFRESH_IN_PROGRESS"],
      })
      tokens = (won[0]?.body as { data: Tokens }).data
    }
    expect(await knockAtAll(elsewhere, tokens.accessToken)).toEqual(everywhere(200))
  })

  if (redisUrl !== "") {
    it("nothing that was ended lives again when Redis forgets all", async () => {
      const { accessToken, refreshToken } = await login(world, demoAdmin)
      const alive = await login(world, demoAdmin)
      await world.api
        .post("/v1/auth/logout")
        .set("Authorization", `Bearer ${accessToken}`)
        .expect(200)
      const redis = new Redis(redisUrl)
      await redis.flushall()
      redis.disconnect()
      for (const one of [world, elsewhere]) {
        await until(
          "it is refused",
          async () =>
            Object.values(await knockAtAll(one, accessToken)).every((status) => status === 401),
          1_000
        )
        expect((await refresh(one, refreshToken)).status).toBe(401)
        expect(await knockAtAll(one, alive.accessToken)).toEqual(everywhere(200))
      }
      await world.restart()
      expect(await knockAtAll(world, accessToken)).toEqual(everywhere(401))
    })
  }
})
