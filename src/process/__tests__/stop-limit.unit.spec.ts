import { readFileSync } from "node:fs"
import path from "node:path"
import { parse } from "yaml"
import { stopLimit } from "../stop-limit"

describe("the longest stop", () => {
  it("begins to count when the notice is over", () => {
    expect(stopLimit({ DRAIN_NOTICE_MS: 0 })).toBe(40_000)
    expect(stopLimit({ DRAIN_NOTICE_MS: 60_000 })).toBe(100_000)
  })

  it("is waited for by docker compose, whatever notice is set", () => {
    const file = readFileSync(path.join(__dirname, "../../../docker-compose.yml"), "utf8")
    const { services } = parse(file, { merge: true }) as {
      services: Record<string, { stop_grace_period?: string }>
    }
    for (const name of ["server", "worker"]) {
      const seconds = Number(/^(\d+)s$/.exec(services[name]?.stop_grace_period ?? "")?.[1])
      expect(seconds * 1_000).toBeGreaterThan(stopLimit({ DRAIN_NOTICE_MS: 60_000 }))
    }
  })
})
