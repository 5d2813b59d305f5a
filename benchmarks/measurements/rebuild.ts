import { runNode, typescript } from "../support/child"
import { inTurn } from "../support/rounds"
import { ratioRow } from "../support/row"
import { environmentOf } from "../support/servers"
import type { Measurement } from "./measurement"

/** Heap for a hundred thousand documents in memory. */
const wideHeap = "--max-old-space-size=8192"

function figure(output: string, pattern: RegExp): number {
  const [, value] = pattern.exec(output) ?? []
  if (value === undefined) {
    throw new Error(`There is no figure in: ${output.slice(-500)}`)
  }
  return Number(value)
}

/** `projections rebuild products`, indexes and swap included, against inserting what it makes. */
export const rebuild: Measurement = {
  name: "rebuild",
  run: async (bench) => {
    const catalogue = await bench.catalogue(bench.sizes.large)
    const env = environmentOf(catalogue)
    const rebuildOnce = async () => {
      const output = await runNode(typescript("tools/projections.ts", "rebuild", "products"), env)
      const [documents, seconds] = [
        figure(output, /products: (\d+) documents/),
        figure(output, /documents in ([\d.]+) s/),
      ]
      return documents / seconds
    }
    const insertOnce = async () => {
      const args = typescript("benchmarks/bare/insert.ts", catalogue.mongoUri, "products")
      return figure(await runNode([wideHeap, ...args], env), /^RESULT ([\d.]+)$/m)
    }
    const rounds = await inTurn(bench.rounds, { rebuild: rebuildOnce, bulkWrite: insertOnce })
    return [
      ratioRow({
        id: "rebuild.products",
        what: `Rebuild of ${catalogue.products} products with indexes and swap, against a bare bulkWrite of the same documents`,
        unit: "documents/s",
        rounds,
        of: "rebuild",
        over: "bulkWrite",
        goal: { atLeast: 0.5 },
        note: "Bare: batches of 500, unordered, from memory into an empty collection without indexes",
      }),
    ]
  },
}
