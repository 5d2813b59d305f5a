import type { ProductFacets } from "../port"
import { noPrice } from "../rules/index-row"
import { facetKinds, type FacetKind } from "../rules/facets"
import { flags } from "../rules/flags"
import type { FacetDictionary } from "./facet-dictionary"

/** Counts by the dictionary's ids, and the span of prices in cents, as SQL gives them. */
export type RawFacets = {
  counts: Record<string, number> | null
  min: number | null
  max: number | null
}

/** Matches that facets are counted over at most: beyond, counting takes longer than finding. */
export const facetLimit = 1_000

/** What a source of facets must have. */
export const facetColumns = "p.facets, p.price_rising"

/** The expression that counts the facets of a source with `facetColumns`. */
export function facetsExpression(source: string): string {
  return `(select json_build_object(
      'min', nullif(min(f.price_rising), ${noPrice}), 'max', max(f.price_rising) filter (where f.price_rising < ${noPrice}), 'counts', (
      select json_object_agg(c.id, c.n) from (
        select u.id, count(*) as n from ${source} g, unnest(g.facets) as u (id) group by u.id) c))
    from ${source} f)`
}

type Count = { value: string; count: number }

function byCount(one: Count, other: Count): number {
  return other.count - one.count || (one.value < other.value ? -1 : 1)
}

/** Facets as clients see them. */
export async function presentFacets(
  raw: RawFacets | null,
  isEstimate: boolean,
  dictionary: FacetDictionary
): Promise<ProductFacets> {
  const counts = Object.entries(raw?.counts ?? {}).map(([id, count]) => ({ id: Number(id), count }))
  const facets = await dictionary.withIds(counts.map(({ id }) => id))
  const byKind = Object.fromEntries(facetKinds.map((kind) => [kind, []])) as unknown as Record<
    FacetKind,
    Count[]
  >
  for (const { id, count } of counts) {
    const facet = facets.get(id)
    if (facet !== undefined) {
      byKind[facet.kind].push({ value: facet.value, count })
    }
  }
  const ids = (kind: FacetKind) =>
    byKind[kind].sort(byCount).map(({ value, count }) => ({ id: value, count }))
  const flagCount = new Map(byKind.flag.map(({ value, count }) => [value, count]))
  return {
    isEstimate,
    categories: ids("category"),
    sellers: ids("seller"),
    tags: byKind.tag.sort(byCount),
    allergens: byKind.allergen.sort(byCount),
    flags: Object.fromEntries(
      flags.map(({ name }) => [name, flagCount.get(name) ?? 0])
    ) as ProductFacets["flags"],
    price: { min: raw?.min ?? null, max: raw?.max ?? null },
  }
}
