import type { ProductSort } from "../port"
import { facetColumns } from "./facet-counts"
import { filterConditions, type IndexFilter } from "./filter"
import type { Place } from "./page"
import type { Parameters } from "./parameters"
import { afterCursor, sortOrders } from "./sort"
import { rankedMatches, type TextPlan } from "./text-plan"

export type TextMatch = {
  /** The text of a tsquery. */
  query: string
  /** Where it must match: names, sellers and tags, or anything. */
  vector: "name_tsv" | "all_tsv"
  filter: IndexFilter
  /** Facets rare enough to be looked up. */
  rare: number[]
  sort: ProductSort
  place: Place
  facets: boolean
  plan: TextPlan
}

/** Matches that a walk reads: enough to rank, to count and to show. */
export function neededMatches(place: Place): number {
  return Math.max(rankedMatches, place.offset + place.limit + 1)
}

/**
 * All matches as `m`, from the text's index or the facets'. The first step is
 * materialised and the second a LATERAL with OFFSET 0, so that rows are looked up one by
 * one: from its guesses about flags the planner would rather read the whole table.
 */
export function gatheredMatches(match: TextMatch, q: string, parameters: Parameters): string {
  const isNarrow = match.plan.way === "narrow"
  const conditions = filterConditions(match.filter, isNarrow ? match.rare : [], parameters)
  const filtered = ["p.is_public", ...conditions].join(" and ")
  const columns = `p.id, p.object_id, p.sales, ${sortOrders[match.sort].key} as key${
    match.facets ? `, ${facetColumns}` : ""
  }`
  const named = match.vector === "name_tsv" ? "true as is_named" : `t.name_tsv @@ ${q} as is_named`
  if (isNarrow) {
    return `f as materialized (select ${columns} from product_search p where ${filtered}),
      m as materialized (
        select f.*, t.is_named from f, lateral (
          select ${named} from product_search_text t
          where t.id = f.id and t.${match.vector} @@ ${q} offset 0) t)`
  }
  return `f as materialized (
      select t.id, ${named} from product_search_text t where t.${match.vector} @@ ${q}),
    m as materialized (
      select p.*, f.is_named from f, lateral (
        select ${columns} from product_search p where p.id = f.id and ${filtered} offset 0) p)`
}

/**
 * The first matches along the sort's index as `m`; where relevance counts, these are the
 * best sellers, and with them come those of the fallback that match by name, few as they are.
 */
export function walkedMatches(match: TextMatch, q: string, parameters: Parameters): string {
  const { plan, place, sort, vector } = match
  const order = sortOrders[sort]
  const facets = match.facets ? `, ${facetColumns}` : ""
  const isFallback = vector === "all_tsv" && sort === "relevance"
  const filtered = ["true", ...filterConditions(match.filter, [], parameters)].join(" and ")
  const after = afterCursor(order, order.key, "p.object_id", place.cursor, parameters)
  const walk = `select p.id, p.object_id, p.key${facets}, t.is_named from (
      select p.id, p.object_id, ${order.key} as key, p.price_rising, p.rating, p.flags, p.facets
      from product_search p where ${["p.is_public", ...(after === null ? [] : [after])].join(" and ")}
      order by ${order.key} ${order.direction}, p.object_id ${order.direction}
      limit ${plan.budget}) p,
    lateral (
      select t.name_tsv @@ ${q} as is_named from product_search_text t
      where t.id = p.id and t.${vector} @@ ${q}
        ${isFallback ? `and not t.name_tsv @@ ${q}` : ""} offset 0) t
    where ${filtered} limit ${neededMatches(place)}`
  if (!isFallback) {
    return `m as materialized (select w.*, w.key as sales from (${walk}) w)`
  }
  const byName = `select p.id, p.object_id, p.sales as key${facets}, true as is_named
    from product_search_text t join product_search p using (id)
    where t.name_tsv @@ ${q} and p.is_public and ${filtered} limit ${rankedMatches}`
  return `m as materialized (
    select w.*, w.key as sales from ((${byName}) union all (${walk})) w)`
}
