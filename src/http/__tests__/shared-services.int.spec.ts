import Redis from "ioredis"
import { Client } from "pg"
import { redisCountStore } from "../rate-limit-sync"
import type { TagBus } from "../tag-bus"
import { createPostgresTagBus } from "../tag-bus-postgres"
import { createRedisTagBus } from "../tag-bus-redis"
import { until } from "./front-world"

const { DATABASE_URL, TEST_REDIS_URL } = process.env
const withPostgres = DATABASE_URL === undefined ? describe.skip : describe
// npm test starts one where redis-server is on PATH, and says so where it is not.
const withRedis = TEST_REDIS_URL === undefined ? describe.skip : describe
const channel = `tags-${process.pid}`

function listen(bus: TagBus): string[] {
  const heard: string[] = []
  bus.subscribe((tags) => heard.push(...tags))
  return heard
}

withPostgres("tags over a real Postgres", () => {
  const makeClient = () =>
    new Client({ connectionString: DATABASE_URL, query_timeout: 5_000, application_name: channel })

  it("arrive in the other process, and everything after a cut", async () => {
    const [one, two] = await Promise.all([
      createPostgresTagBus({ makeClient, channel, retryMs: 1 }),
      createPostgresTagBus({ makeClient, channel, retryMs: 1 }),
    ])
    const [heardByOne, heardByTwo] = [listen(one), listen(two)]
    const tags = Array.from({ length: 600 }, (_, index) => `product:prod_01HZXY${index} ação`)
    await one.publish(tags)
    await until(() => heardByTwo.length === tags.length)
    expect(heardByTwo).toEqual(tags)
    expect(heardByOne).toEqual([])

    const admin = makeClient()
    await admin.connect()
    await admin.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1 AND pid <> pg_backend_pid()",
      [channel]
    )
    await admin.end()
    await until(() => heardByOne.includes("*") && heardByTwo.includes("*"))
    await two.publish(["again"])
    await until(() => heardByOne.includes("again"))
    await one.close()
    await two.close()
  })
})

withRedis("over a real Redis", () => {
  const open = () => new Redis(TEST_REDIS_URL ?? "", { maxRetriesPerRequest: 1 })

  it("tags arrive in the other process, and everything after a cut", async () => {
    const [redisOne, redisTwo] = [open(), open()]
    const one = await createRedisTagBus({ redis: redisOne, channel })
    const two = await createRedisTagBus({ redis: redisTwo, channel })
    const [heardByOne, heardByTwo] = [listen(one), listen(two)]
    await one.publish(["a", "b c"])
    await until(() => heardByTwo.length === 2)
    expect(heardByTwo).toEqual(["a", "b c"])
    await redisOne.client("KILL", "TYPE", "pubsub")
    await until(() => heardByOne.includes("*") && heardByTwo.includes("*"))
    await two.publish(["again"])
    await until(() => heardByOne.includes("again"))
    await one.close()
    await two.close()
    redisOne.disconnect()
    redisTwo.disconnect()
  })

  it("counts add up and expire", async () => {
    const redis = open()
    const prefix = `test:${process.pid}:`
    const store = redisCountStore(redis, prefix)
    expect(
      await store.add(
        [
          { key: "a", by: 2 },
          { key: "b", by: 1 },
        ],
        60_000
      )
    ).toEqual([2, 1])
    expect(await store.add([{ key: "a", by: 3 }], 60_000)).toEqual([5])
    expect(await redis.pttl(`${prefix}a`)).toBeGreaterThan(50_000)
    redis.disconnect()
  })
})
