import { startCatalogueWrites } from "../support/catalogue-writes"
import { findFullLists, sameBytes } from "../support/full-lists"
import type { Measured } from "../support/load"
import { inScope } from "../support/scope"
import { inTurn } from "../support/rounds"
import { ratioRow, valueRow } from "../support/row"
import { scrape } from "../support/scrape"
import { startBare, startTxova, type Server } from "../support/servers"
import { median, rounded } from "../support/statistics"
import { popularLists } from "../support/urls"
import { readVocabulary } from "../support/vocabulary"
import { cachedLoad, cachedPaths, generatorNote } from "./list-cached"
import type { Measurement } from "./measurement"

const writesPerSecond = 50

type UnderWrites = Measured & { hitRate: number; writes: number }

/** A load while the catalogue changes: the worker projects in a process of its own, for both contestants. */
async function underWrites(
  databaseUrl: string,
  server: Server,
  load: () => Promise<Measured>,
  countsHits: boolean
): Promise<UnderWrites> {
  const counters = async () => {
    const metrics = countsHits ? await scrape(server.origin) : undefined
    return {
      hits: metrics?.total("http_response_cache_hits_total") ?? 0,
      misses: metrics?.total("http_response_cache_misses_total") ?? 0,
    }
  }
  const writes = await startCatalogueWrites(databaseUrl, writesPerSecond)
  const before = await counters()
  const measured = await load().catch(async (error: unknown) => {
    await writes.stop()
    throw error
  })
  const after = await counters()
  const hits = after.hits - before.hits
  const misses = after.misses - before.misses
  return { ...measured, hitRate: hits / (hits + misses), writes: await writes.stop() }
}

/** The cached list while products change: every change drops the answers that show it. */
export const listCachedUnderWrites: Measurement = {
  name: "list-cached-under-writes",
  run: async (bench) => {
    const catalogue = await bench.catalogue(bench.sizes.small)
    const vocabulary = await readVocabulary(catalogue)
    return inScope(async (keep) => {
      const txova = keep(await startTxova(catalogue))
      keep(await startTxova(catalogue, { WORKER_MODE: "worker" }))
      const lists = await findFullLists(txova.origin, popularLists(vocabulary), cachedPaths)
      const paths = lists.map(({ path }) => path)
      const bare = keep(await startBare("bytes-server", sameBytes(lists)))
      const seconds = bench.either(10, 3)
      const of = (server: Server, countsHits: boolean) => () =>
        underWrites(catalogue.databaseUrl, server, cachedLoad(server, paths, seconds), countsHits)
      await cachedLoad(txova, paths, 2)()
      await cachedLoad(bare, paths, 2)()
      const results = await inTurn(bench.rounds, {
        txova: of(txova, true),
        bare: of(bare, false),
        quiet: cachedLoad(bare, paths, seconds),
      })
      const pick = (value: (measured: Measured) => number) => ({
        txova: results.txova.map(value),
        bare: results.bare.map(value),
        "bare, no writes": results.quiet.map(value),
      })
      const perSecond = pick(({ requestsPerSecond }) => requestsPerSecond)
      const againstQuiet = rounded(median(perSecond.txova) / median(perSecond["bare, no writes"]))
      const writes = rounded(median(results.txova.map((result) => result.writes)))
      return [
        ratioRow({
          id: "list-cached-under-writes.requests",
          what: `List of 20, cached, while ${writesPerSecond} products/s change, against a bare server beside the same writes`,
          unit: "requests/s",
          rounds: perSecond,
          of: "txova",
          over: "bare",
          goal: { atLeast: 0.8 },
          note: `${writes} writes/s; against the bare server without writes ${againstQuiet} ×; ${generatorNote(results.bare)}`,
        }),
        ratioRow({
          id: "list-cached-under-writes.cpu",
          what: "The same, requests by second of the server's CPU time",
          unit: "requests/CPU s",
          rounds: pick(({ cpuMs }) => 1_000 / cpuMs),
          of: "txova",
          over: "bare",
          goal: { atLeast: 0.8 },
        }),
        valueRow({
          id: "list-cached-under-writes.hits",
          what: "Share of these requests that the cache answered",
          unit: "%",
          rounds: { hits: results.txova.map(({ hitRate }) => 100 * hitRate) },
          of: "hits",
        }),
      ]
    })
  },
}
