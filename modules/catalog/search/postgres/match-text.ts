import type { Pool } from "pg"
import type { ProductSort } from "../port"
import { facetColumns, facetLimit, facetsExpression, type RawFacets } from "./facet-counts"
import { filterConditions, type IndexFilter } from "./filter"
import type { PageRow, Place, RawPage } from "./page"
import { Parameters } from "./parameters"
import { afterCursor, sortOrders } from "./sort"

/** Matches that are ranked; of more, the best sellers. */
const rankedMatches = 600

export type TextMatch = {
  /** The text of a tsquery. */
  query: string
  /** Where it must match: names, sellers and tags, or anything. */
  where: "name" | "all"
  filter: IndexFilter
  /** Facets that find so few that they, not the text, should be looked up first; or none. */
  narrow: number[]
  sort: ProductSort
  place: Place
  facets: boolean
}

/**
 * Ranks by weight (name 1, seller and tags 0.4), shorter names first, a little by
 * sales. A match in the description alone ranks zero. `sales + 0` and the materialised
 * matches keep the planner from walking the sales index through the whole catalogue.
 */
function relevancePage(match: TextMatch, q: string, parameters: Parameters): string {
  return `with best as materialized (
      select * from m order by m.sales + 0 desc, m.object_id limit ${rankedMatches}),
    ranked as (
      select b.object_id, b.sales, ts_rank('{0, 0, 0.4, 1}', t.name_tsv, ${q}, 1)
        * (1 + ln(1 + greatest(b.sales, 0)) / 20) as rank
      from best b join product_search_text t using (id)
      union all
      (select object_id, sales, -1 from m
       order by m.sales + 0 desc, m.object_id offset ${rankedMatches}
       limit ${parameters.add(Math.max(0, match.place.offset + match.place.limit + 1 - rankedMatches))}))
    select object_id, 0 as key from ranked
    order by rank desc, sales desc, object_id
    offset ${parameters.add(match.place.offset)} limit ${parameters.add(match.place.limit + 1)}`
}

function sortedPage(match: TextMatch, parameters: Parameters): string {
  const { direction } = sortOrders[match.sort]
  const after = afterCursor(
    sortOrders[match.sort],
    "m.key",
    "m.object_id",
    match.place.cursor,
    parameters
  )
  return `select object_id, key from m where ${after ?? "true"}
    order by key ${direction}, object_id ${direction}
    offset ${parameters.add(match.place.offset)} limit ${parameters.add(match.place.limit + 1)}`
}

/** Finds, filters, counts, ranks and pages in one statement. */
export async function matchText(pool: Pool, match: TextMatch): Promise<RawPage> {
  const parameters = new Parameters()
  const q = `${parameters.add(match.query)}::tsquery`
  const conditions = filterConditions(match.filter, match.narrow, parameters)
  const filtered = ["p.is_public", ...conditions].join(" and ")
  const matched = `t.${match.where}_tsv @@ ${q}`
  const columns = `p.id, p.object_id, p.sales, ${sortOrders[match.sort].key} as key${
    match.facets ? `, ${facetColumns}` : ""
  }`
  const matches =
    match.narrow.length > 0
      ? `f as materialized (
         select ${columns} from product_search p where ${filtered}),
       m as materialized (
         select f.* from f join product_search_text t using (id) where ${matched})`
      : `m as materialized (
         select ${columns} from product_search_text t join product_search p using (id)
         where ${matched} and ${filtered})`
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
  return {
    total,
    isTotalExact: true,
    rows: rows[0]?.page ?? [],
    facets: rows[0]?.facets ?? null,
    isFacetEstimate: total > facetLimit,
  }
}
