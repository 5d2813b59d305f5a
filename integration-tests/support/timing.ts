import { performance } from "node:perf_hooks"

/** What a client sees of an answer, but for its contents. */
export type Seen = { status: number; headers: Headers; body: unknown; milliseconds: number }

/** Sends JSON over a connection that is kept, and takes the time. */
export async function timed(url: string, body: object, headers = {}): Promise<Seen> {
  const startedAt = performance.now()
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  })
  const text = await answer.text()
  const milliseconds = performance.now() - startedAt
  const isJson = answer.headers.get("content-type")?.startsWith("application/json") === true
  const parsed: unknown = isJson ? JSON.parse(text) : text
  return { status: answer.status, headers: answer.headers, body: parsed, milliseconds }
}

/** The types at the leaves of a value: answers of one shape have the same. */
function shapeOf(value: unknown): unknown {
  if (typeof value !== "object" || value === null) {
    return value === null ? "null" : typeof value
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shapeOf(inner)]))
}

/** Differ between any two answers. */
const changing = ["date", "x-request-id", "ratelimit-remaining", "ratelimit-reset", "etag"]

/** What must be the same in two answers that nobody shall tell apart. */
export function looks({ status, headers, body }: Seen): object {
  const heads = [...headers].map(([name, value]) => [name, changing.includes(name) ? "" : value])
  const { code, error } = (typeof body === "object" ? body : {}) as {
    code?: string
    error?: { code: string; message: string }
  }
  const said = [code, error?.code, error?.message]
  return { status, headers: Object.fromEntries(heads) as object, shape: shapeOf(body), said }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2
}

export type Comparison = { pairs: number; known: number; unknown: number; difference: number }
type Ask = (index: number) => Promise<number>

/** Fixed beforehand: to stop where the medians happen to fit would favour passing. */
const pairs = 80

/**
 * Compares the medians of two kinds of request in interleaved pairs.
 *
 * @param order "fixed" sends known first each time; "turning" every other time
 * @param ask each gives the milliseconds of one request
 */
export async function compare(
  ask: { known: Ask; unknown: Ask },
  { order = "turning" } = {}
): Promise<Comparison> {
  const known: number[] = []
  const unknown: number[] = []
  for (let index = 0; index < pairs; index += 1) {
    if (order === "turning" && index % 2 === 1) {
      unknown.push(await ask.unknown(index))
      known.push(await ask.known(index))
    } else {
      known.push(await ask.known(index))
      unknown.push(await ask.unknown(index))
    }
  }
  const medians = { known: median(known), unknown: median(unknown) }
  return { pairs, ...medians, difference: Math.abs(medians.known - medians.unknown) }
}
