import { fastGenerator, hasWrk, measureLoad, type Measured } from "../support/load"
import { findFullLists, sameBodies, sameBytes } from "../support/full-lists"
import { inScope } from "../support/scope"
import { inTurn } from "../support/rounds"
import { ratioRow } from "../support/row"
import { startBare, startTxova, type Server } from "../support/servers"
import { popularLists } from "../support/urls"
import { readVocabulary } from "../support/vocabulary"
import type { Measurement } from "./measurement"

export const cachedConnections = 32
export const cachedPaths = 20

/** A load that only the cache answers, once it is warm. */
export function cachedLoad(server: Server, paths: readonly string[], seconds: number) {
  const load = { origin: server.origin, paths, connections: cachedConnections, seconds }
  return (): Promise<Measured> => measureLoad(server.pid, load, fastGenerator)
}

/** Where the generator is slower than the servers, requests/s say little, and CPU time all. */
export function generatorNote(bare: Measured[]): string {
  const share = Math.round(100 * Math.min(...bare.map(({ cpuShare }) => cpuShare)))
  return `${cachedConnections} connections, ${cachedPaths} URLs, ${fastGenerator}; the bare server's core was ${share} % busy${hasWrk ? "" : ": without wrk the generator may be what limits"}`
}

/** A list of 20 from the cache, against a bare node:http server that sends the same bytes. */
export const listCached: Measurement = {
  name: "list-cached",
  run: async (bench) => {
    const catalogue = await bench.catalogue(bench.sizes.small)
    const vocabulary = await readVocabulary(catalogue)
    return inScope(async (keep) => {
      const txova = keep(await startTxova(catalogue))
      const lists = await findFullLists(txova.origin, popularLists(vocabulary), cachedPaths)
      const paths = lists.map(({ path }) => path)
      const bare = keep(await startBare("bytes-server", sameBytes(lists)))
      const headless = keep(await startBare("bytes-server", sameBodies(lists)))
      const seconds = bench.either(10, 2)
      await cachedLoad(txova, paths, 2)()
      await cachedLoad(bare, paths, 2)()
      await cachedLoad(headless, paths, 2)()
      const results = await inTurn(bench.rounds, {
        txova: cachedLoad(txova, paths, seconds),
        bare: cachedLoad(bare, paths, seconds),
        headless: cachedLoad(headless, paths, seconds),
      })
      const of = (pick: (measured: Measured) => number) => ({
        txova: results.txova.map(pick),
        bare: results.bare.map(pick),
        "bare, short head": results.headless.map(pick),
      })
      return [
        ratioRow({
          id: "list-cached.requests",
          what: "List of 20, cached, against a bare node:http server that sends the same bytes",
          unit: "requests/s",
          rounds: of(({ requestsPerSecond }) => requestsPerSecond),
          of: "txova",
          over: "bare",
          goal: { atLeast: 0.8 },
          note: generatorNote(results.bare),
        }),
        ratioRow({
          id: "list-cached.cpu",
          what: "The same, requests by second of the server's CPU time",
          unit: "requests/CPU s",
          rounds: of(({ cpuMs }) => 1_000 / cpuMs),
          of: "txova",
          over: "bare",
          goal: { atLeast: 0.8 },
          note: "Does not depend on how fast the generator is",
        }),
        ratioRow({
          id: "list-cached.short-head",
          what: "The same, against a bare server with the same bodies and two headers instead of ours",
          unit: "requests/CPU s",
          rounds: of(({ cpuMs }) => 1_000 / cpuMs),
          of: "txova",
          over: "bare, short head",
          goal: { atLeast: 0.8 },
          note: "What security, CORS, limits, ETag and request ids cost",
        }),
      ]
    })
  },
}
