import type { BytesPlan } from "../bare/bytes-server"

/** A list as the marketplace answered it. */
export type FullList = {
  path: string
  body: string
  /** Names and values of its headers in turn, as `headOf` leaves them. */
  head: string[]
  /** Ids of its products, in order. */
  ids: string[]
}

/** Said of one connection or moment; what of it is needed, Node writes anew for each answer. */
const ofTheConnection = new Set([
  "connection",
  "date",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
])

/**
 * The head that a bare server repeats. Request ids and limits stay, as they were that
 * once: the bytes are the same, though making them is ours alone.
 */
function headOf(headers: Headers, body: string): string[] {
  const head = new Map([...headers].filter(([name]) => !ofTheConnection.has(name)))
  head.set("content-length", String(Buffer.byteLength(body)))
  return [...head].flat()
}

/**
 * Asks as the load generators do, for bytes that are not compressed: `fetch` would
 * negotiate compression, undo it, and leave the head to speak of the compressed body.
 *
 * @throws where the answer is compressed all the same
 */
async function readPlain(url: string): Promise<{ answer: Response; body: string }> {
  const answer = await fetch(url, { headers: { "accept-encoding": "identity" } })
  const body = await answer.text()
  const encoding = answer.headers.get("content-encoding")
  if (encoding !== null) {
    throw new Error(`${url} came in ${encoding}, though it was asked for plain`)
  }
  return { answer, body }
}

/** What a bare server needs to send the same bytes, head and body. */
export function sameBytes(lists: readonly FullList[]): BytesPlan {
  return Object.fromEntries(lists.map(({ path, head, body }) => [path, { head, body }]))
}

/** The same bodies under the least of a head: their type and length. */
export function sameBodies(lists: readonly FullList[]): BytesPlan {
  const needed = new Set(["content-type", "content-length"])
  return Object.fromEntries(
    lists.map(({ path, head, body }) => [
      path,
      { head: head.filter((_, at) => needed.has(head[at - (at % 2)] ?? "")), body },
    ])
  )
}

/**
 * Asks for lists until so many were found that hold 20 products: figures of
 * lists compare only where all are of one size.
 *
 * @throws where there are too few
 */
export async function findFullLists(
  origin: string,
  paths: readonly string[],
  wanted: number
): Promise<FullList[]> {
  const found: FullList[] = []
  for (const path of paths) {
    const { answer, body } = await readPlain(origin + path)
    const ids = answer.ok
      ? (JSON.parse(body) as { data: { products: { id: string }[] } }).data.products.map(
          ({ id }) => id
        )
      : []
    if (ids.length === 20) {
      found.push({ path, body, ids, head: headOf(answer.headers, body) })
    }
    if (found.length === wanted) {
      return found
    }
  }
  throw new Error(`Of ${paths.length} lists only ${found.length} hold 20 products`)
}
