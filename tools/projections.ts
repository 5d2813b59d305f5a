import { openProductSearch } from "../modules/catalog/search/open"
import { followProducts } from "../modules/catalog/search/follower"
import { productChecks } from "../modules/catalog/search/check"
import { rebuildProductSearch } from "../modules/catalog/search/rebuild"
import { projectionOf, projections, type AnyProjection } from "../modules/read-model/collections"
import { openReadModel, type ReadModel } from "../modules/read-model/read-model"
import { openPool } from "../modules/read-model/postgres/pool"
import { rebuildCollection } from "../modules/read-model/rebuild/rebuild"
import { listRebuilds } from "../modules/read-model/rebuild/shadow"
import { verifyCollection } from "../modules/read-model/verify/verify"
import { assertServing, readEnv } from "../src/lib/env"

const usage = `Usage: npm run projections -- <command>
  status                  how far the read model is behind, and its dead letters
  verify [collection]     compare every field of every document with Postgres; exit 1 on a difference
  rebuild [collection]    rebuild online into a shadow collection and swap; Ctrl-C leaves all as it was
  replay                  try the dead letters again
Collections: ${projections.map((projection) => projection.collection).join(", ")}; rebuild also takes product_search
`

/** The index of the catalogue in Postgres: not a collection, but rebuilt from the same rows. */
const searchIndex = "product_search"

/** Exit code of a program that a signal ended. */
const interrupted = 130

/** Differences printed before the rest is only counted. */
const mostPrinted = 50

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

function chosen(name: string | undefined): readonly AnyProjection[] {
  return name === undefined ? projections : [projectionOf(name)]
}

async function status({ pool }: ReadModel): Promise<number> {
  const { rows } = await pool.query<{ waiting: string; seconds: string; letters: string }>(
    `SELECT count(*) AS waiting,
            coalesce(extract(epoch FROM clock_timestamp() - min(created_at)), 0)::numeric(12, 1) AS seconds,
            (SELECT count(*) FROM projection_dead_letter WHERE deleted_at IS NULL) AS letters
       FROM projection_outbox`
  )
  const [row] = rows
  say(
    `${row?.waiting ?? 0} changes waiting, the oldest for ${row?.seconds ?? 0} s; ${row?.letters ?? 0} dead letters`
  )
  const letters = await pool.query<{ collection: string; source_id: string; error: string }>(
    `SELECT collection, source_id, error FROM projection_dead_letter
      WHERE deleted_at IS NULL ORDER BY updated_at DESC LIMIT $1`,
    [mostPrinted]
  )
  letters.rows.forEach((letter) =>
    say(`  ${letter.collection} ${letter.source_id}: ${letter.error}`)
  )
  for (const { collection, startedAt, isAlive } of await listRebuilds(pool)) {
    const state = isAlive
      ? "under way"
      : `was killed: run "rebuild ${collection}" again, which also removes what it left`
    say(`rebuild of ${collection}, begun ${startedAt.toISOString()}, ${state}`)
  }
  return 0
}

async function verify(readModel: ReadModel, name: string | undefined): Promise<number> {
  let differing = 0
  for (const projection of chosen(name)) {
    const { collection } = projection
    const { documents, differences } = await verifyCollection(
      readModel.pool,
      readModel.collection(collection),
      projection,
      collection === "products" ? productChecks(readModel.pool) : undefined
    )
    differing += differences.length
    say(`${collection}: ${documents} documents, ${differences.length} differences`)
    differences.slice(0, mostPrinted).forEach(({ id, path }) => say(`  ${id} ${path}`))
  }
  return differing === 0 ? 0 : 1
}

async function rebuild(readModel: ReadModel, name: string | undefined): Promise<number> {
  if (name === undefined || name === searchIndex) {
    const { documents, seconds } = await rebuildProductSearch(
      readModel.pool,
      openProductSearch(readModel.pool, readEnv())
    )
    say(`${searchIndex}: ${documents} products in ${seconds.toFixed(1)} s`)
  }
  if (name === searchIndex) {
    return 0
  }
  const stop = new AbortController()
  const onSignal = () => {
    stop.abort()
  }
  process.once("SIGINT", onSignal).once("SIGTERM", onSignal)
  for (const projection of chosen(name)) {
    const rebuilt = await rebuildCollection(readModel.pool, readModel.mongo.db(), projection, {
      signal: stop.signal,
    }).catch((error: unknown) => {
      if (stop.signal.aborted) {
        return undefined
      }
      throw error
    })
    if (rebuilt === undefined) {
      say(`${projection.collection}: interrupted, the collection stays as it was`)
      return interrupted
    }
    const { collection, documents, seconds } = rebuilt
    const rate = Math.round(documents / Math.max(seconds, 0.001))
    say(`${collection}: ${documents} documents in ${seconds.toFixed(1)} s, ${rate} a second`)
  }
  return 0
}

async function replay({ pool }: ReadModel): Promise<number> {
  const { rowCount } = await pool.query(
    `WITH letters AS (DELETE FROM projection_dead_letter WHERE deleted_at IS NULL RETURNING collection, source_id)
     INSERT INTO projection_outbox (source, source_id) SELECT collection, source_id FROM letters`
  )
  say(`${rowCount ?? 0} documents will be tried again by a running projector`)
  return 0
}

async function main([command, name]: string[]): Promise<number> {
  const commands: Record<string, (readModel: ReadModel) => Promise<number>> = {
    status,
    verify: (readModel) => verify(readModel, name),
    rebuild: (readModel) => rebuild(readModel, name),
    replay,
  }
  const run = command === undefined ? undefined : commands[command]
  if (run === undefined) {
    process.stderr.write(usage)
    return 2
  }
  const env = readEnv()
  assertServing(env)
  const pool = openPool(env.DATABASE_URL)
  const readModel = openReadModel({
    pool,
    mongoUri: env.MONGO_URI,
    followers: { products: followProducts(openProductSearch(pool, env)) },
  })
  try {
    await readModel.mongo.ready()
    return await run(readModel)
  } finally {
    await readModel.close()
  }
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
)
