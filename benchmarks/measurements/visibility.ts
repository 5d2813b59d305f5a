import { setTimeout as delay } from "node:timers/promises"
import { mongo } from "mongoose"
import { Pool } from "pg"
import { objectIdOf } from "../../src/lib/object-id"
import { withMongo } from "../../tools/services/mongo/connect"
import type { Catalogue } from "../support/catalogue"
import { inScope } from "../support/scope"
import { inTurn } from "../support/rounds"
import { valueRow } from "../support/row"
import { startTxova } from "../support/servers"
import { percentile } from "../support/statistics"
import type { Measurement } from "./measurement"

const changesPerSecond = 200
/**
 * Every so many-th change is watched, and at each look the oldest of these. To ask for
 * all that are on their way, hundreds of times a second, took MongoDB several times as
 * long as the changes did, and the more of them waited, the longer.
 */
const watchedShare = 10
const mostLookedFor = 20
/** Milliseconds between looks. */
const lookPause = 3
/** Longest wait for the last change. */
const visibleWithin = 30_000

type Waiting = { title: string; committedAt: number }
type Product = { id: string; title: string }

/** Gives every product, one at a time, a title that says when; each in a transaction of its own. */
async function changeTitles(
  pool: Pool,
  products: Product[],
  stamp: number,
  onCommit: (product: Product, title: string) => void
): Promise<void> {
  const started = performance.now()
  const commits: Promise<void>[] = []
  for (const [index, product] of products.entries()) {
    await delay(Math.max(0, started + (index * 1_000) / changesPerSecond - performance.now()))
    const title = `${product.title} (${stamp})`
    const commit = pool
      .query("UPDATE product SET title = $2, updated_at = now() WHERE id = $1", [product.id, title])
      .then(() => onCommit(product, title))
    commits.push(commit)
  }
  await Promise.all(commits)
}

/** Milliseconds from each commit until Mongo showed it. */
async function watchChanges(catalogue: Catalogue, products: Product[], stamp: number) {
  const waiting = new Map<string, Waiting>()
  const pool = new Pool({ connectionString: catalogue.databaseUrl, max: 8 })
  let isOver = false
  const watched = new Set(products.filter((_, at) => at % watchedShare === 0))
  const changing = changeTitles(pool, products, stamp, (product, title) => {
    if (watched.has(product)) {
      waiting.set(objectIdOf(product.id), { title, committedAt: performance.now() })
    }
  }).finally(() => {
    isOver = true
  })
  try {
    return await withMongo(catalogue.mongoUri, 10_000, async (client) => {
      const collection = client.db().collection("products")
      const times: number[] = []
      let lastSeen = performance.now()
      while (!isOver || waiting.size > 0) {
        const ids = [...waiting.keys()]
          .slice(0, mostLookedFor)
          .map((id) => new mongo.BSON.ObjectId(id))
        const documents =
          ids.length === 0
            ? []
            : await collection.find({ _id: { $in: ids } }, { projection: { name: 1 } }).toArray()
        const now = performance.now()
        for (const document of documents) {
          const id = String(document._id)
          const change = waiting.get(id)
          if (change !== undefined && change.title === document.name) {
            times.push(now - change.committedAt)
            waiting.delete(id)
            lastSeen = now
          }
        }
        if (now - lastSeen > visibleWithin) {
          throw new Error(`${waiting.size} changes did not reach Mongo in ${visibleWithin} ms`)
        }
        await delay(lookPause)
      }
      await changing
      return times
    })
  } finally {
    await changing.catch(() => undefined)
    await pool.end()
  }
}

async function readProducts(catalogue: Catalogue, amount: number): Promise<Product[]> {
  const pool = new Pool({ connectionString: catalogue.databaseUrl, max: 1 })
  try {
    const { rows } = await pool.query<Product>(
      `SELECT id, regexp_replace(title, ' \\(\\d+\\)$', '') AS title FROM product
        WHERE deleted_at IS NULL ORDER BY md5(id) LIMIT $1`,
      [amount]
    )
    return rows
  } finally {
    await pool.end()
  }
}

/** How long after its commit a change stands in Mongo, with one process that serves and projects. */
export const visibility: Measurement = {
  name: "visibility",
  run: async (bench) => {
    const catalogue = await bench.catalogue(bench.sizes.large)
    const seconds = bench.either(60, 10)
    const products = await readProducts(catalogue, seconds * changesPerSecond)
    return inScope(async (keep) => {
      keep(await startTxova(catalogue, { WORKER_MODE: "shared" }))
      await watchChanges(catalogue, products.slice(0, changesPerSecond), 0)
      const { times } = await inTurn(bench.rounds, {
        times: (round) => watchChanges(catalogue, products, Date.now() + round),
      })
      const row = (id: string, what: string, figure: (values: number[]) => number) => ({
        id: `visibility.${id}`,
        what: `From COMMIT to visible in Mongo at ${changesPerSecond} products/s, ${what}`,
        unit: "ms",
        rounds: { [id]: times.map(figure) },
        of: id,
      })
      const note = `${seconds} s a round in ${catalogue.products} products, every ${watchedShare}th change watched; includes up to ${lookPause} ms between looks`
      return [
        valueRow({ ...row("p50", "median", (values) => percentile(values, 0.5)), note }),
        valueRow({
          ...row("p99", "99th percentile", (values) => percentile(values, 0.99)),
          goal: { atMost: 250 },
          note,
        }),
        valueRow({ ...row("max", "longest", (values) => Math.max(...values)), note }),
      ]
    })
  },
}
