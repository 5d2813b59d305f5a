import { startServerProcess, type ServerProcess } from "../../tools/dev/server-process"
import { signInAdmin, type Admin } from "../support/admin"
import { catalogueChanges } from "../support/catalogue-changes"
import { dashboardChanges } from "../support/dashboard-changes"
import { createRandom, seedOfRun, type Random } from "../support/random"
import { killProjector, openReadModelWorld, type ReadModelWorld } from "../support/read-model"
import { until } from "../support/until"

const full = process.env.FAULTS === "full"
const changes = full ? 2_000 : 300
const kills = full ? 20 : 4

let world: ReadModelWorld
let server: ServerProcess
let admin: Admin

/** Staff write through a server that projects nothing itself; projectors are processes apart. */
beforeAll(async () => {
  world = await openReadModelWorld()
  server = await startServerProcess({
    env: {
      ...process.env,
      NODE_ENV: "test",
      PORT: "0",
      HOST: "127.0.0.1",
      WORKER_MODE: "server",
      ADMIN_DISABLED: "true",
      RATE_LIMIT_FACTOR: "1000",
      LOG_LEVEL: "error",
      DATABASE_URL: world.databases.databaseUrl,
      MONGO_URI: world.databases.mongoUri,
      REDIS_URL: "",
    },
    onOutput: () => undefined,
  })
  admin = await signInAdmin({ origin: server.origin.replace("localhost", "127.0.0.1") })
}, 180_000)
afterAll(async () => {
  await server.stop()
  await world.close()
})

const kinds = [
  ...Object.keys(catalogueChanges).map((name) => ({ door: "sql", name })),
  ...Object.keys(dashboardChanges).map((name) => ({ door: "dashboard", name })),
]
type Kind = (typeof kinds)[number]

/** Makes one change; tells whether it was taken: a random target may be gone already. */
async function make({ door, name }: Kind, random: Random): Promise<boolean> {
  if (door === "sql") {
    await catalogueChanges[name]?.(world.pool, random)
    return true
  }
  const answer = await dashboardChanges[name]?.(admin, world.pool, random)
  return answer?.status === 200
}

/** Waits until the last price list has ended: what the clock changes is changed then. */
async function priceListsEnded(): Promise<void> {
  await until("no price list is still to begin or end", async () => {
    const { rows } = await world.pool.query<{ open: boolean }>(
      `SELECT EXISTS (SELECT FROM price_list l, projection_clock c
         WHERE l.deleted_at IS NULL AND l.title = 'Promoção' AND l.ends_at >= c.checked_at) AS open`
    )
    return rows[0]?.open === false
  })
}

it(
  `verifies clean after ${changes} writes of every kind and door with the projector killed ${kills} times`,
  async () => {
    const seed = seedOfRun()
    const random = createRandom(seed)
    const taken = new Set<string>()
    let projector = await world.startProjector()
    for (let done = 1; done <= changes; done += 1) {
      const kind = random.pick(kinds)
      if (await make(kind, random)) {
        taken.add(`${kind.door} ${kind.name}`)
      }
      if (done % Math.floor(changes / kills) === 0) {
        await killProjector(projector)
        projector = await world.startProjector()
      }
    }
    // What chance has not brought about, or refused, until it is taken.
    for (const kind of kinds) {
      for (let tries = 0; !taken.has(`${kind.door} ${kind.name}`) && tries < 20; tries += 1) {
        if (await make(kind, random)) {
          taken.add(`${kind.door} ${kind.name}`)
        }
      }
    }
    await priceListsEnded()
    await world.settled()
    const letters = await world.pool.query(
      "SELECT collection, source_id, error FROM projection_dead_letter"
    )
    expect({
      seed,
      missed: kinds.map(({ door, name }) => `${door} ${name}`).filter((kind) => !taken.has(kind)),
      differences: await world.verify(),
      letters: letters.rows,
    }).toEqual({ seed, missed: [], differences: [], letters: [] })
  },
  full ? 1_800_000 : 300_000
)
