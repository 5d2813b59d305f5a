import type { ProductPage, ProductQuery } from "../port"
import { decodeCursor, encodeCursor, type Cursor } from "../rules/cursor"
import { presentFacets, type RawFacets } from "./facet-counts"
import type { FacetDictionary } from "./facet-dictionary"

/** A row of a page. */
export type PageRow = [objectId: string, key: string | number]

/** What a list's statement gives: one row more than the page shows whether more follow. */
export type RawPage = {
  total: number
  isTotalExact: boolean
  rows: PageRow[]
  facets: RawFacets | null
  isFacetEstimate: boolean
}

/** Where a page stands in its list. */
export type Place = { cursor: Cursor | null; offset: number; limit: number }

/** @throws InvalidCursorError where the query's cursor is not one of its sort. */
export function placeOf(query: ProductQuery): Place {
  const cursor = query.cursor === undefined ? null : decodeCursor(query.sort, query.cursor)
  if (cursor === null) {
    return { cursor, offset: (query.page - 1) * query.limit, limit: query.limit }
  }
  return { cursor, offset: "offset" in cursor ? cursor.offset : 0, limit: query.limit }
}

/** A page without products. */
export function emptyRawPage(): RawPage {
  return { total: 0, isTotalExact: true, rows: [], facets: null, isFacetEstimate: false }
}

function nextCursor(raw: RawPage, query: ProductQuery, place: Place, keys: boolean): string | null {
  const last = raw.rows[place.limit - 1]
  if (raw.rows.length <= place.limit || last === undefined) {
    return null
  }
  if (!keys) {
    return encodeCursor(query.sort, { offset: place.offset + place.limit })
  }
  const [objectId, key] = last
  const isTime = query.sort === "createdAt" || query.sort === "-createdAt"
  return encodeCursor(query.sort, { key: isTime ? new Date(key).toISOString() : key, objectId })
}

/** @param keys whether the order is a column's, so that a cursor can hold its key. */
export async function presentPage(
  raw: RawPage,
  query: ProductQuery,
  place: Place,
  dictionary: FacetDictionary,
  keys = true
): Promise<ProductPage> {
  const shown = raw.rows.slice(0, place.limit)
  const page: ProductPage = {
    objectIds: shown.map(([objectId]) => objectId),
    total: Math.max(raw.total, shown.length === 0 ? 0 : place.offset + raw.rows.length),
    isTotalExact: raw.isTotalExact,
    nextCursor: nextCursor(raw, query, place, keys),
  }
  if (query.facets === true) {
    page.facets = await presentFacets(raw.facets, raw.isFacetEstimate, dictionary)
  }
  return page
}
