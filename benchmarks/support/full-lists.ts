/** A list as the marketplace answered it. */
export type FullList = {
  path: string
  body: string
  /** Ids of its products, in order. */
  ids: string[]
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
      found.push({ path, body, ids })
    }
    if (found.length === wanted) {
      return found
    }
  }
  throw new Error(`Of ${paths.length} lists only ${found.length} hold 20 products`)
}
