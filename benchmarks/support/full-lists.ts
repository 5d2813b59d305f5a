import type { BytesPlan } from "../bare/bytes-server"

/** A list as the marketplace answered it. */
export type FullList = {
  path: string
  body: string
  /** Names and values of its headers in turn, without those that Node writes itself. */
  head: string[]
  /** Ids of its products, in order. */
  ids: string[]
}

const writtenByNode = new Set(["connection", "date", "keep-alive"])

function headOf(headers: Headers): string[] {
  return [...headers].filter(([name]) => !writtenByNode.has(name)).flat()
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
    const answer = await fetch(origin + path)
    const body = await answer.text()
    const ids = answer.ok
      ? (JSON.parse(body) as { data: { products: { id: string }[] } }).data.products.map(
          ({ id }) => id
        )
      : []
    if (ids.length === 20) {
      found.push({ path, body, ids, head: headOf(answer.headers) })
    }
    if (found.length === wanted) {
      return found
    }
  }
  throw new Error(`Of ${paths.length} lists only ${found.length} hold 20 products`)
}
