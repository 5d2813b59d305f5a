import { writeFileSync } from "node:fs"
import path from "node:path"
import { prepareAccounts } from "../support/accounts"
import { root } from "../support/child"
import { measureLoad } from "../support/load"
import { inTurn } from "../support/rounds"
import { ratioRow } from "../support/row"
import { inScope } from "../support/scope"
import { startTxova, type Server } from "../support/servers"
import type { Measurement } from "./measurement"

const connections = 8

/** What knowing whom a request is from costs: one's own profile, against the same handler that believes a number. */
export const tokenCost: Measurement = {
  name: "token-cost",
  run: async (bench) => {
    const catalogue = await bench.catalogue(bench.sizes.small)
    const accounts = await prepareAccounts(catalogue, bench.either(1_000, 100))
    const file = path.join(bench.workDir, "identities.json")
    writeFileSync(file, JSON.stringify(accounts))
    return inScope(async (keep) => {
      const preload = path.join(root, "benchmarks/bare/trusting-identity.ts")
      const txova = keep(await startTxova(catalogue))
      const trusting = keep(
        await startTxova(catalogue, {
          NODE_OPTIONS: `-r ts-node/register -r ${preload}`,
          BENCH_IDENTITIES: file,
        })
      )
      const paths = accounts.map((_, number) => `/v1/users/profile?n=${number}`)
      const headersByPath: Record<string, Record<string, string>> = {}
      accounts.forEach(({ token }, number) => {
        headersByPath[paths[number] ?? ""] = { authorization: `Bearer ${token}` }
      })
      const amount = bench.either(8_000, 800)
      const of = (server: Server) => async () => {
        const load = { origin: server.origin, paths, headersByPath, connections, amount }
        return (await measureLoad(server.pid, load)).cpuMs
      }
      await of(txova)()
      await of(trusting)()
      const rounds = await inTurn(bench.rounds, { txova: of(txova), trusting: of(trusting) })
      return [
        ratioRow({
          id: "token-cost.profile",
          what: "One's own profile with a token, against the same handler without authentication",
          unit: "ms CPU/request",
          rounds,
          of: "txova",
          over: "trusting",
          goal: { atMost: 1.25 },
          note: `${accounts.length} accounts in turn, a token each, ${connections} connections`,
        }),
      ]
    })
  },
}
