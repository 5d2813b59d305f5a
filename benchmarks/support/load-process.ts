import { readFileSync } from "node:fs"
import autocannon from "autocannon"
import type { Load, LoadResult } from "./load"

/** Sends the load that a file describes, apart from the process that measures. */
async function main(file: string): Promise<void> {
  const load = JSON.parse(readFileSync(file, "utf8")) as Load
  const { headers = {}, headersByPath = {}, seconds, amount } = load
  const result = await autocannon({
    url: load.origin,
    connections: load.connections,
    timeout: 30,
    requests: load.paths.map((path) => ({
      method: "GET",
      path,
      headers: { ...headers, ...headersByPath[path] },
    })),
    ...(amount === undefined ? { duration: seconds ?? 1 } : { amount }),
  })
  const answer: LoadResult = {
    requests: result["2xx"],
    seconds: result.duration,
    failures: result.non2xx + result.errors + result.timeouts,
  }
  process.stdout.write(`\n${JSON.stringify(answer)}\n`)
}

main(process.argv[2] ?? "").catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`)
  process.exit(1)
})
