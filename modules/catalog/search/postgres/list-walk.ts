import type { Pool } from "pg"
import type { ProductSort } from "../port"
import { facetLimit, facetsExpression, type RawFacets } from "./facet-counts"
import { filterConditions, priceConditions, ratingConditions, type IndexFilter } from "./filter"
import { lowerBound, type CountedColumn, type ListPlan } from "./list-plan"
import type { PageRow, Place, RawPage } from "./page"
import { Parameters } from "./parameters"
import { afterCursor, sortOrders } from "./sort"

export type WalkedList = {
  filter: IndexFilter
  /** Facets rare enough to be looked up. */
  rare: number[]
  sort: ProductSort
  place: Place
  facets: boolean
  plan: ListPlan & { way: "walk" }
}

/** What filters test, all of it in each sort's index, which holds public products alone. */
const tested = "p.price_rising, p.rating, p.flags, p.facets"

/** Bounds on the sort's own column: the walk need not leave them. */
function boundsOf(filter: IndexFilter, sort: ProductSort, parameters: Parameters): string[] {
  switch (sort) {
    case "price":
      return priceConditions(filter, parameters)
    case "-price":
      return priceConditions(filter, parameters, "price_falling")
    case "-rating":
      return ratingConditions(filter, parameters)
    default:
      return []
  }
}

/**
 * The rows that are looked at to count, and whether each passes. The LIMIT bounds the
 * work, and keeps the planner on the index the plan names.
 */
function countedRows(list: WalkedList, parameters: Parameters): string {
  const { filter, rare } = list
  const { count } = list.plan
  if (count.way === "lookup") {
    const rest = filterConditions(withoutFacets(filter, rare), [], parameters)
    return `select ${["true", ...rest].join(" and ")} as passes, p.facets, p.price_rising from (
        select ${tested} from product_search p
        where p.is_public and p.facets @> ${parameters.add(rare)}::int[] limit ${count.budget}) p`
  }
  const bounds: Record<CountedColumn, () => string[]> = {
    price_rising: () => priceConditions(filter, parameters),
    rating: () => ratingConditions(filter, parameters),
    sales: () => [],
  }
  const conditions = filterConditions(filter, [], parameters)
  return `select ${["true", ...conditions].join(" and ")} as passes, p.facets, p.price_rising from (
      select ${tested} from product_search p
      where ${["p.is_public", ...bounds[count.column]()].join(" and ")}
      order by p.${count.column} desc, p.object_id desc limit ${count.budget}) p`
}

function withoutFacets(filter: IndexFilter, facets: number[]): IndexFilter {
  return { ...filter, required: filter.required.filter((id) => !facets.includes(id)) }
}

/** The page, with one row more. */
function pageRows(list: WalkedList, parameters: Parameters): string {
  const { filter, sort, place, plan } = list
  const order = sortOrders[sort]
  const after = afterCursor(order, order.key, "p.object_id", place.cursor, parameters)
  const walked = [
    "p.is_public",
    ...boundsOf(filter, sort, parameters),
    ...(after === null ? [] : [after]),
  ]
  return `select p.object_id, p.key from (
      select p.object_id, ${order.key} as key, ${tested} from product_search p
      where ${walked.join(" and ")}
      order by ${order.key} ${order.direction}, p.object_id ${order.direction}
      limit ${parameters.add(plan.budget)}) p
    where ${["true", ...filterConditions(filter, [], parameters)].join(" and ")}
    offset ${parameters.add(place.offset)} limit ${parameters.add(place.limit + 1)}`
}

/**
 * Reads a page of a filter that many products pass by walking the sort's index, and
 * counts matches no further than the limit or the budget.
 * @returns null where the page was not full within its budget.
 */
export async function walkList(pool: Pool, list: WalkedList): Promise<RawPage | null> {
  const parameters = new Parameters()
  const { facets, place } = list
  const counted = countedRows(list, parameters)
  const page = pageRows(list, parameters)
  const source = `(select * from c where passes limit ${facetLimit})`
  const { rows } = await pool.query<{
    counted: [seen: number, matches: number]
    page: PageRow[] | null
    facets: RawFacets | null
  }>(
    `with c as ${facets ? "materialized" : "not materialized"} (${counted})
     select (select json_build_array(count(*), count(*) filter (where passes)) from c) as counted,
       (select json_agg(json_build_array(object_id, key)) from (${page}) r) as page,
       ${facets ? facetsExpression(source) : "null"} as facets`,
    parameters.values
  )
  const found = rows[0]
  const shown = found?.page ?? []
  if (found === undefined || shown.length <= place.limit) {
    return null
  }
  const [seen, matches] = found.counted
  const isTotalExact = seen < list.plan.count.budget
  return {
    total: isTotalExact ? matches : lowerBound(matches),
    isTotalExact,
    rows: shown,
    facets: found.facets,
    isFacetEstimate: !isTotalExact || matches > facetLimit,
  }
}
