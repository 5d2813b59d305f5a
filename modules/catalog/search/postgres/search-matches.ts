import type { Pool } from "pg"
import { facetLimit, facetsExpression, type RawFacets } from "./facet-counts"
import { lowerBound } from "./list-plan"
import type { PageRow, RawPage } from "./page"
import { Parameters } from "./parameters"
import { afterCursor, sortOrders } from "./sort"
import { gatheredMatches, neededMatches, walkedMatches, type TextMatch } from "./text-match"
import { rankedMatches } from "./text-plan"

/**
 * Ranks the best sellers among the matches by weight (name 1, seller and tags 0.4),
 * shorter names first, a little by sales; the rest follow by sales. A match in the
 * description alone ranks zero.
 */
function relevancePage(match: TextMatch, q: string, parameters: Parameters): string {
  const { offset, limit } = match.place
  return `with best as materialized (
      select * from m order by m.is_named desc, m.sales desc, m.object_id limit ${rankedMatches}),
    ranked as (
      select b.object_id, b.sales, ts_rank('{0, 0, 0.4, 1}', t.name_tsv, ${q}, 1)
        * (1 + ln(1 + greatest(b.sales, 0)) / 20) as rank
      from best b, lateral (
        select name_tsv from product_search_text t where t.id = b.id offset 0) t
      union all
      (select object_id, sales, -1 from m
       order by m.is_named desc, m.sales desc, m.object_id offset ${rankedMatches}
       limit ${parameters.add(Math.max(0, offset + limit + 1 - rankedMatches))}))
    select object_id, 0 as key from ranked order by rank desc, sales desc, object_id
    offset ${parameters.add(offset)} limit ${parameters.add(limit + 1)}`
}

function sortedPage(match: TextMatch, parameters: Parameters): string {
  const order = sortOrders[match.sort]
  const { cursor, offset, limit } = match.place
  const after = afterCursor(order, "m.key", "m.object_id", cursor, parameters)
  return `select object_id, key from m where ${after ?? "true"}
    order by key ${order.direction}, object_id ${order.direction}
    offset ${parameters.add(offset)} limit ${parameters.add(limit + 1)}`
}

/**
 * Finds, filters, counts, ranks and pages in one statement.
 * @returns null where a walk did not fill the page within its budget.
 */
export async function searchMatches(pool: Pool, match: TextMatch): Promise<RawPage | null> {
  const parameters = new Parameters()
  const q = `${parameters.add(match.query)}::tsquery`
  const isWalk = match.plan.way === "walk"
  const matches = isWalk
    ? walkedMatches(match, q, parameters)
    : gatheredMatches(match, q, parameters)
  const page =
    match.sort === "relevance" ? relevancePage(match, q, parameters) : sortedPage(match, parameters)
  const { rows } = await pool.query<{
    total: number
    page: PageRow[] | null
    facets: RawFacets | null
  }>(
    `with ${matches}
     select (select count(*)::int from m) as total,
       (select json_agg(json_build_array(r.object_id, r.key)) from (${page}) r) as page,
       ${match.facets ? facetsExpression(`(select * from m limit ${facetLimit})`) : "null"} as facets`,
    parameters.values
  )
  const total = rows[0]?.total ?? 0
  const shown = rows[0]?.page ?? []
  if (isWalk && total < neededMatches(match.place) && shown.length <= match.place.limit) {
    return null
  }
  return {
    total: isWalk ? lowerBound(total) : total,
    isTotalExact: !isWalk,
    rows: shown,
    facets: rows[0]?.facets ?? null,
    isFacetEstimate: isWalk || total > facetLimit,
  }
}
