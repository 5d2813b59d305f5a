import { createRandom, type Random } from "../../integration-tests/support/random"
import type { Bench } from "../support/bench"
import { timeRequests } from "../support/one-connection"
import { inScope } from "../support/scope"
import { inTurn } from "../support/rounds"
import { ratioRow, valueRow, type Row } from "../support/row"
import { startTxova, type Server } from "../support/servers"
import { percentile } from "../support/statistics"
import { randomList, randomProduct, randomSearch } from "../support/urls"
import { readVocabulary, type Vocabulary } from "../support/vocabulary"
import type { Measurement } from "./measurement"

type MakePath = (random: Random, vocabulary: Vocabulary) => string

const kinds = {
  list: randomList,
  product: randomProduct,
  search: (random, vocabulary) => randomSearch(random, vocabulary, 0),
  filteredSearch: (random, vocabulary) => randomSearch(random, vocabulary, 2),
} satisfies Record<string, MakePath>

type Kind = keyof typeof kinds
type Sized = { server: Server; vocabulary: Vocabulary }

/** One round's p95 in milliseconds; a round asks both catalogues alike, and no two rounds alike. */
async function p95(sized: Sized, makePath: MakePath, seed: number, amount: number) {
  const random = createRandom(seed)
  const paths = Array.from({ length: amount }, () => makePath(random, sized.vocabulary))
  return percentile(await timeRequests(sized.server.origin, paths), 0.95)
}

async function measureKind(bench: Bench, kind: Kind, small: Sized, large: Sized) {
  const amount = bench.either(500, 60)
  for (const sized of [small, large]) {
    await p95(sized, kinds[kind], 1_000, bench.either(300, 60))
  }
  return inTurn(Math.max(bench.rounds, bench.either(5, 3)), {
    small: (round) => p95(small, kinds[kind], round, amount),
    large: (round) => p95(large, kinds[kind], round, amount),
  })
}

/** What a larger catalogue costs a reader, without the cache and on one connection. */
export const growth: Measurement = {
  name: "growth",
  run: async (bench) =>
    inScope(async (keep) => {
      const open = async (products: number): Promise<Sized> => {
        const catalogue = await bench.catalogue(products)
        const vocabulary = await readVocabulary(catalogue)
        return { server: keep(await startTxova(catalogue, { RESPONSE_CACHE_MB: "0" })), vocabulary }
      }
      const { sizes } = bench
      const small = await open(sizes.small)
      const large = await open(sizes.large)
      const unit = "ms, p95"
      const names = { small: `${sizes.small} products`, large: `${sizes.large} products` }
      const ratio = async (kind: Kind, what: string): Promise<Row> => {
        const rounds = await measureKind(bench, kind, small, large)
        return ratioRow({
          id: `growth.${kind}`,
          what,
          unit,
          rounds: { [names.large]: rounds.large, [names.small]: rounds.small },
          of: names.large,
          over: names.small,
          goal: { atMost: 1.3 },
          note: "One connection, uncached",
        })
      }
      const bound = async (kind: Kind, what: string): Promise<Row> => {
        const rounds = await measureKind(bench, kind, small, large)
        return valueRow({
          id: `growth.${kind}`,
          what,
          unit,
          rounds: { [names.large]: rounds.large, [names.small]: rounds.small },
          of: names.large,
          goal: { atMost: 50 },
          note: "One connection, uncached; words, misspellings, prefixes",
        })
      }
      return [
        await ratio(
          "list",
          "List with random filters and order, a large catalogue against a small"
        ),
        await ratio("product", "One product, a large catalogue against a small"),
        await bound("search", "Search in a large catalogue"),
        await bound("filteredSearch", "Search in a large catalogue with up to two filters"),
      ]
    }),
}
