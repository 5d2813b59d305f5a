import { createRandom } from "../../integration-tests/support/random"
import { cardFields } from "../../src/v1/shared/product-list/presenters"
import type { FindPlan } from "../bare/find-server"
import type { Bench } from "../support/bench"
import type { Catalogue } from "../support/catalogue"
import { findFullLists } from "../support/full-lists"
import { measureLoad, sendLoad } from "../support/load"
import { inScope } from "../support/scope"
import { inTurn } from "../support/rounds"
import { ratioRow, valueRow, type Row } from "../support/row"
import { scrape } from "../support/scrape"
import { startBare, startTxova, type Server } from "../support/servers"
import { popularLists } from "../support/urls"
import { readVocabulary } from "../support/vocabulary"
import type { Measurement } from "./measurement"

const connections = 8
const kinds = { list: "List of 20", product: "One product" }
type Kind = keyof typeof kinds

type Servers = Record<"txova" | "bare" | "counting", Server>

function amountLoad(server: Server, paths: readonly string[], amount: number) {
  const load = { origin: server.origin, paths, connections, amount }
  return async (): Promise<number> => (await measureLoad(server.pid, load)).cpuMs
}

/** Commands to Mongo that so many requests took, by request. */
async function countCommands(server: Server, paths: readonly string[], amount: number) {
  const total = async () => (await scrape(server.origin)).total("mongo_commands_total")
  const before = await total()
  await sendLoad({ origin: server.origin, paths, connections, amount })
  return ((await total()) - before) / amount
}

async function measureKind(
  bench: Bench,
  kind: Kind,
  servers: Servers,
  paths: string[]
): Promise<Row[]> {
  const amount = bench.either(6_000, 600)
  await amountLoad(servers.txova, paths, amount / 2)()
  await amountLoad(servers.bare, paths, amount / 2)()
  const cpu = await inTurn(bench.rounds, {
    txova: amountLoad(servers.txova, paths, amount),
    bare: amountLoad(servers.bare, paths, amount),
  })
  const { commands } = await inTurn(bench.rounds, {
    commands: () => countCommands(servers.counting, paths, 200),
  })
  return [
    ratioRow({
      id: `uncached-cost.${kind}`,
      what: `${kinds[kind]}, uncached, Node's CPU time against a bare server with the same find`,
      unit: "ms CPU/request",
      rounds: cpu,
      of: "txova",
      over: "bare",
      goal: { atMost: 2 },
      note: `${amount} requests a round, ${connections} connections, user and system time of the process`,
    }),
    valueRow({
      id: `uncached-cost.${kind}-commands`,
      what: `${kinds[kind]}, uncached, commands to Mongo`,
      unit: "commands/request",
      rounds: { commands },
      of: "commands",
      goal: { atMost: 2 },
      note: "Counted by the driver's command monitoring",
    }),
  ]
}

async function makePlan(catalogue: Catalogue, origin: string): Promise<FindPlan> {
  const vocabulary = await readVocabulary(catalogue)
  const random = createRandom(7)
  const lists = await findFullLists(origin, popularLists(vocabulary), 20)
  const slugs = Array.from({ length: 200 }, () => random.pick(vocabulary.slugs))
  return {
    mongoUri: catalogue.mongoUri,
    fields: cardFields,
    lists: Object.fromEntries(lists.map(({ path, ids }) => [path, ids])),
    products: Object.fromEntries(slugs.map((slug) => [`/v1/products/${slug}`, slug])),
  }
}

/** What a read costs Node beside the least it could: the same find with the driver alone. */
export const uncachedCost: Measurement = {
  name: "uncached-cost",
  run: async (bench) => {
    const catalogue = await bench.catalogue(bench.sizes.small)
    return inScope(async (keep) => {
      const uncached = { RESPONSE_CACHE_MB: "0" }
      const txova = keep(await startTxova(catalogue, uncached))
      const counting = keep(
        await startTxova(catalogue, { ...uncached, MONGO_COMMAND_METRICS: "1" })
      )
      const plan = await makePlan(catalogue, txova.origin)
      const bare = keep(await startBare("find-server", plan))
      const servers = { txova, bare, counting }
      return [
        ...(await measureKind(bench, "list", servers, Object.keys(plan.lists))),
        ...(await measureKind(bench, "product", servers, Object.keys(plan.products))),
      ]
    })
  },
}
