/** A process's metrics at one moment; of several label sets, the sum. */
export type Scrape = { total: (name: string) => number }

/** Reads /metrics. A counter that never counted is zero. */
export async function scrape(origin: string): Promise<Scrape> {
  const answer = await fetch(`${origin}/metrics`)
  const totals = new Map<string, number>()
  for (const line of (await answer.text()).split("\n")) {
    const [, name, value] = /^([a-zA-Z_:][\w:]*)(?:\{.*\})? (\S+)$/.exec(line) ?? []
    if (name !== undefined) {
      totals.set(name, (totals.get(name) ?? 0) + Number(value))
    }
  }
  return { total: (name) => totals.get(name) ?? 0 }
}
