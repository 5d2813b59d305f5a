import type { Pool } from "pg"
import type { ProductSort } from "../port"
import { facetLimit, facetsExpression, type RawFacets } from "./facet-counts"
import { filterConditions, priceConditions, ratingConditions, type IndexFilter } from "./filter"
import { countLimit } from "./list-plan"
import type { PageRow, Place, RawPage } from "./page"
import { Parameters } from "./parameters"
import { afterCursor, sortOrders } from "./sort"

/** Bounds on the sort's own column: the walk need not leave them. */
function boundsOf(filter: IndexFilter, sort: ProductSort, parameters: Parameters): string[] {
  switch (sort) {
    case "price":
    case "-price":
      return priceConditions(filter, parameters)
    case "-rating":
      return ratingConditions(filter, parameters)
    default:
      return []
  }
}

/**
 * Reads a page of a filter that many products pass by walking the sort's index, and
 * counts matches no further than the limit. The inner LIMIT keeps the planner on that
 * index and bounds the walk, should the matches lie at the far end of the order.
 * @returns null where the page was not full within the budget.
 */
export async function walkList(
  pool: Pool,
  filter: IndexFilter,
  sort: ProductSort,
  place: Place,
  facets: boolean,
  plan: { budget: number; count: "gather" | "walk" }
): Promise<RawPage | null> {
  const parameters = new Parameters()
  const order = sortOrders[sort]
  const after = afterCursor(order, { key: order.key, id: "p.product_id" }, place.cursor, parameters)
  const walked = [
    "p.is_public",
    ...boundsOf(filter, sort, parameters),
    ...(after === null ? [] : [after]),
  ]
  const tested = filterConditions(filter, "walk", parameters)
  const counted = filterConditions(filter, plan.count, parameters)
  const { rows } = await pool.query<{
    total: number
    page: PageRow[] | null
    facets: RawFacets | null
  }>(
    `with c as ${facets ? "materialized" : "not materialized"} (
       select ${facets ? "p.facets, p.price" : "1"} from product_search p
       where ${counted.join(" and ")} limit ${countLimit + 1})
     select (select count(*)::int from c) as total,
       (select json_agg(json_build_array(r.object_id, r.product_id, r.key)) from (
          select p.object_id, p.product_id, ${order.key} as key from (
            select * from product_search p where ${walked.join(" and ")}
            order by ${order.key} ${order.direction}, p.product_id ${order.direction}
            limit ${parameters.add(plan.budget)}) p
          where ${tested.join(" and ")}
          offset ${parameters.add(place.offset)} limit ${parameters.add(place.limit + 1)}) r) as page,
       ${facets ? facetsExpression(`(select * from c limit ${facetLimit})`) : "null"} as facets`,
    parameters.values
  )
  const found = rows[0]
  const page = found?.page ?? []
  if (page.length <= place.limit) {
    return null
  }
  const total = found?.total ?? 0
  return {
    total: Math.min(total, countLimit),
    isTotalExact: total <= countLimit,
    rows: page,
    facets: found?.facets ?? null,
    isFacetEstimate: total > facetLimit,
  }
}
