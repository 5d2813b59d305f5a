import { findFullLists } from "../support/full-lists"
import { measureLoad } from "../support/load"
import { makePlainMedusa, startPlainMedusa, storefrontOf } from "../support/plain-medusa"
import { inScope } from "../support/scope"
import { inTurn } from "../support/rounds"
import { ratioRow } from "../support/row"
import { startTxova } from "../support/servers"
import type { Measurement } from "./measurement"

const connections = 8
const pages = Array.from({ length: 20 }, (_, index) => index)

/** Medusa's own list with what a shop shows: its default fields and calculated prices. */
function medusaPaths(regionId: string): string[] {
  return pages.map((page) => {
    const query = new URLSearchParams({
      limit: "20",
      offset: String(20 * page),
      region_id: regionId,
      fields: "*variants.calculated_price",
    })
    return `/store/products?${query.toString()}`
  })
}

async function assertPriced(origin: string, path: string, headers: Record<string, string>) {
  const answer = await fetch(origin + path, { headers })
  const text = await answer.text()
  if (!answer.ok || text.split('"calculated_amount":').length <= 20) {
    throw new Error(`Medusa's list is not 20 products with prices: ${text.slice(0, 500)}`)
  }
}

/** The list of 20 against Medusa's own on the same products, page after page. */
export const againstMedusa: Measurement = {
  name: "against-medusa",
  run: async (bench) => {
    const plain = await makePlainMedusa(bench, bench.sizes.small)
    const catalogue = await bench.catalogue(bench.sizes.small)
    const { headers, regionId } = await storefrontOf(catalogue)
    return inScope(async (keep) => {
      const medusa = keep(await startPlainMedusa(plain))
      const cached = keep(await startTxova(catalogue))
      const uncached = keep(await startTxova(catalogue, { RESPONSE_CACHE_MB: "0" }))
      const ours = (
        await findFullLists(
          uncached.origin,
          pages.map((page) => `/v1/products?limit=20&page=${page + 1}`),
          pages.length
        )
      ).map(({ path }) => path)
      const theirs = medusaPaths(regionId)
      await assertPriced(medusa.origin, theirs[0] ?? "", headers)

      const contestants = {
        medusa: { server: medusa, paths: theirs },
        cached: { server: cached, paths: ours },
        uncached: { server: uncached, paths: ours },
      }
      type Name = keyof typeof contestants
      const load = (name: Name, bound: { seconds: number } | { amount: number }) => async () => {
        const { server, paths } = contestants[name]
        const sent = { origin: server.origin, paths, connections, headers, ...bound }
        return (await measureLoad(server.pid, sent)).requestsPerSecond
      }
      await load("medusa", { amount: 60 })()
      await load("cached", { amount: 2_000 })()
      await load("uncached", { amount: 2_000 })()
      const seconds = bench.either(10, 5)
      const rounds = await inTurn(bench.rounds, {
        medusa: load("medusa", { seconds }),
        cached: load("cached", { seconds }),
        uncached: load("uncached", { seconds }),
      })
      const note = `${connections} connections, 20 pages of ${bench.sizes.small} products, autocannon`
      return [
        ratioRow({
          id: "against-medusa.cached",
          what: "List of 20, cached, against Medusa's GET /store/products with prices",
          unit: "requests/s",
          rounds: { txova: rounds.cached, medusa: rounds.medusa },
          of: "txova",
          over: "medusa",
          goal: { atLeast: 300 },
          note,
        }),
        ratioRow({
          id: "against-medusa.uncached",
          what: "List of 20, uncached, against Medusa's GET /store/products with prices",
          unit: "requests/s",
          rounds: { txova: rounds.uncached, medusa: rounds.medusa },
          of: "txova",
          over: "medusa",
          goal: { atLeast: 20 },
          note,
        }),
      ]
    })
  },
}
