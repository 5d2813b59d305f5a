import { setTimeout as delay } from "node:timers/promises"
import { createRandom } from "../../integration-tests/support/random"
import { buildTxova, startBuiltTxova } from "../support/built-txova"
import type { Catalogue } from "../support/catalogue"
import { sendLoad } from "../support/load"
import { makePlainMedusa, startPlainMedusa, storefrontOf } from "../support/plain-medusa"
import { residentMegabytes } from "../support/process-stats"
import { inTurn } from "../support/rounds"
import { ratioRow } from "../support/row"
import type { Server } from "../support/servers"
import { randomList, randomProduct, randomSearch } from "../support/urls"
import { readVocabulary, type Vocabulary } from "../support/vocabulary"
import type { Measurement } from "./measurement"

/** After this pause what starting left undone is done. */
const settled = 3_000

type Footprint = { bootSeconds: number; bootMegabytes: number; usedMegabytes: number }
type Mix = { paths: string[]; headers: Record<string, string> }

/** What a storefront asks of Medusa's own API. */
function storePaths(vocabulary: Vocabulary, regionId: string, amount: number): string[] {
  const random = createRandom(23)
  const priced = `region_id=${regionId}&fields=*variants.calculated_price`
  const kinds = [
    () => `/store/products?limit=20&offset=${20 * random.below(40)}&${priced}`,
    () => `/store/products?handle=${random.pick(vocabulary.slugs)}&${priced}`,
    () =>
      `/store/products?limit=20&q=${encodeURIComponent(random.pick(random.pick(vocabulary.names)))}&${priced}`,
    () => "/store/product-categories?limit=50",
    () => "/store/regions",
  ]
  return Array.from({ length: amount }, () => random.pick(kinds)())
}

function v1Paths(vocabulary: Vocabulary, amount: number): string[] {
  const random = createRandom(29)
  const kinds = [
    () => randomList(random, vocabulary),
    () => randomProduct(random, vocabulary),
    () => randomSearch(random, vocabulary, 2),
    () => "/v1/products/categories",
  ]
  return Array.from({ length: amount }, () => random.pick(kinds)())
}

async function makeMixes(
  catalogue: Catalogue,
  requests: number
): Promise<{ ours: Mix; plain: Mix }> {
  const vocabulary = await readVocabulary(catalogue)
  const { headers, regionId } = await storefrontOf(catalogue)
  const half = requests / 2
  const store = storePaths(vocabulary, regionId, requests)
  // Ours does both jobs: half of Medusa's requests, and as many of its own.
  const own = v1Paths(vocabulary, half)
  const ours = store.slice(0, half).flatMap((path, index) => [path, own[index] ?? path])
  return { ours: { paths: ours, headers }, plain: { paths: store, headers } }
}

async function measureOne(start: () => Promise<Server>, mix: Mix): Promise<Footprint> {
  const began = performance.now()
  const server = await start()
  try {
    const bootSeconds = (performance.now() - began) / 1_000
    await delay(settled)
    const bootMegabytes = residentMegabytes(server.pid)
    await sendLoad({ origin: server.origin, connections: 4, amount: mix.paths.length, ...mix })
    return { bootSeconds, bootMegabytes, usedMegabytes: residentMegabytes(server.pid) }
  } finally {
    await server.stop()
  }
}

/** Memory and time to start beside a plain Medusa of the same version on the same products. */
export const footprint: Measurement = {
  name: "footprint",
  run: async (bench) => {
    const plain = await makePlainMedusa(bench, bench.sizes.small)
    const catalogue = await bench.catalogue(bench.sizes.small)
    const built = await buildTxova(bench, catalogue)
    const requests = bench.either(500, 60)
    const mixes = await makeMixes(catalogue, requests)
    const contestants = {
      txova: () => measureOne(() => startBuiltTxova(built, catalogue), mixes.ours),
      medusa: () => measureOne(() => startPlainMedusa(plain), mixes.plain),
    }
    // The first start of each reads its files from the disk.
    await inTurn(1, contestants)
    const results = await inTurn(bench.rounds, contestants)
    const row = (
      id: string,
      what: string,
      unit: string,
      pick: (of: Footprint) => number,
      note: string
    ) =>
      ratioRow({
        id: `footprint.${id}`,
        what: `${what}, against plain Medusa`,
        unit,
        rounds: { txova: results.txova.map(pick), medusa: results.medusa.map(pick) },
        of: "txova",
        over: "medusa",
        goal: { atMost: 1.3 },
        note,
      })
    const how = "Both as production starts them: compiled, one process, without the dashboard"
    const mixed = `${requests} requests on 4 connections: lists, products, searches; ours answers half of them on /v1`
    return [
      row("boot", "Time from start to the first answer", "s", (of) => of.bootSeconds, how),
      row("memory", "Memory after the start", "MB resident", (of) => of.bootMegabytes, how),
      row(
        "memory-used",
        "Memory after mixed requests",
        "MB resident",
        (of) => of.usedMegabytes,
        mixed
      ),
    ]
  },
}
