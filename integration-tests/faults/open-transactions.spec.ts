import { setTimeout as delay } from "node:timers/promises"
import { Client } from "pg"
import { announceCollection } from "../../modules/read-model/outbox/announce"
import { projectionOf } from "../../modules/read-model/collections"
import { toObjectId } from "../../modules/read-model/collections/ids"
import { withDatabase } from "../support/databases"
import { openReadModelWorld, type ReadModelWorld } from "../support/read-model"
import { until } from "../support/until"

const full = process.env.FAULTS === "full"
/** How long a transaction stays open, in milliseconds, and how many others commit meanwhile. */
const openFor = full ? 60_000 : 2_000
const commits = full ? 1_000 : 200

let world: ReadModelWorld

beforeAll(async () => {
  world = await openReadModelWorld()
  await world.startProjector()
  await announceCollection(world.pool, projectionOf("products"))
  await world.settled()
})
afterAll(() => world.close())

async function nameOf(id: string): Promise<unknown> {
  const stored = await world.readModel.collection("products").findOne({ _id: toObjectId(id) })
  return stored?.name
}

const rename = "UPDATE product SET title = $2 WHERE id = $1"

it.each(["this database", "another database of the cluster"])(
  `a transaction that stays open for ${openFor / 1_000} s in %s holds up none of ${commits} others and is not skipped`,
  async (where) => {
    const isHere = where === "this database"
    const [late = "", ...others] = await projectionOf("products").listIds(world.pool, "", 60)
    const open = new Client({
      connectionString: isHere
        ? world.databases.databaseUrl
        : withDatabase(world.databases.databaseUrl, "postgres"),
    })
    await open.connect()
    await open.query("BEGIN")
    await open.query("CREATE TEMP TABLE held (id int)")
    await open.query("SELECT txid_current()")
    if (isHere) {
      await open.query(rename, [late, `late in ${where}`])
    }

    const started = Date.now()
    const waits: number[] = []
    for (let done = 0; done < commits; done += 20) {
      // Commits go on for as long as the transaction is open.
      await delay(Math.max(0, started + (openFor * done) / commits - Date.now()))
      const chosen = Array.from(
        { length: 20 },
        (_, index) => others[(done + index) % others.length]
      )
      await Promise.all(
        chosen.map((id) => world.pool.query(rename, [id, `${where} ${done} ${id ?? ""}`]))
      )
      const last = chosen.at(-1) ?? ""
      const written = Date.now()
      await until(
        "the others are projected",
        async () => (await nameOf(last)) === `${where} ${done} ${last}`
      )
      waits.push(Date.now() - written)
    }
    await delay(Math.max(0, started + openFor - Date.now()))
    await world.settled()
    expect(Math.max(...waits)).toBeLessThan(5_000)
    expect(await nameOf(late)).not.toBe(`late in ${where}`)

    await open.query("COMMIT")
    await open.end()
    if (isHere) {
      await until("the late one is projected", async () => {
        return (await nameOf(late)) === `late in ${where}`
      })
    }
    expect(await world.verify()).toEqual([])
  },
  openFor + 120_000
)
