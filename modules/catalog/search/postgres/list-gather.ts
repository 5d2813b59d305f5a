import type { Pool } from "pg"
import type { ProductSort } from "../port"
import { facetColumns, facetLimit, facetsExpression, type RawFacets } from "./facet-counts"
import { filterConditions, type IndexFilter } from "./filter"
import type { PageRow, Place, RawPage } from "./page"
import { Parameters } from "./parameters"
import { afterCursor, sortOrders } from "./sort"

/**
 * Reads all matches of a selective filter by the indexes on facets, price or rating,
 * counts them, and sorts them for the page. The sort key is computed inside the
 * materialised part, so the planner cannot be tempted to walk the sort's index.
 */
export async function gatherList(
  pool: Pool,
  filter: IndexFilter,
  rare: number[],
  sort: ProductSort,
  place: Place,
  facets: boolean
): Promise<RawPage> {
  const parameters = new Parameters()
  const order = sortOrders[sort]
  const conditions = ["p.is_public", ...filterConditions(filter, rare, parameters)]
  const after = afterCursor(order, "m.key", "m.object_id", place.cursor, parameters)
  const { rows } = await pool.query<{
    total: number
    page: PageRow[] | null
    facets: RawFacets | null
  }>(
    `with m as materialized (
       select p.object_id, ${order.key} as key${facets ? `, ${facetColumns}` : ""}
       from product_search p where ${conditions.join(" and ")})
     select (select count(*)::int from m) as total,
       (select json_agg(json_build_array(r.object_id, r.key)) from (
          select * from m where ${after ?? "true"}
          order by m.key ${order.direction}, m.object_id ${order.direction}
          offset ${parameters.add(place.offset)} limit ${parameters.add(place.limit + 1)}) r) as page,
       ${facets ? facetsExpression(`(select * from m limit ${facetLimit})`) : "null"} as facets`,
    parameters.values
  )
  const found = rows[0]
  const total = found?.total ?? 0
  return {
    total,
    isTotalExact: true,
    rows: found?.page ?? [],
    facets: found?.facets ?? null,
    isFacetEstimate: total > facetLimit,
  }
}
