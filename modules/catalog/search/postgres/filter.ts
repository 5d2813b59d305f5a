import type { ProductFilter } from "../port"
import { noPrice } from "../rules/index-row"
import { facetKey, type Facet } from "../rules/facets"
import { flags } from "../rules/flags"
import type { FacetDictionary } from "./facet-dictionary"
import type { Parameters } from "./parameters"

/** A filter in the index's own terms. */
export type IndexFilter = {
  /** Categories, seller and tags a product must all have. */
  required: number[]
  /** Flags it must have, as facets; `flagMask` and `flagBits` say the same, and what it must not. */
  requiredFlags: number[]
  /** Facets it must have none of. */
  forbidden: number[]
  flagMask: number
  flagBits: number
  minPrice: number | null
  maxPrice: number | null
  minRating: number | null
}

type FacetName = Pick<Facet, "kind" | "value">

function requiredFacets(filter: ProductFilter): FacetName[] {
  const facets: FacetName[] = []
  if (filter.categoryId !== undefined) {
    facets.push({ kind: "category", value: filter.categoryId })
  }
  if (filter.sellerId !== undefined) {
    facets.push({ kind: "seller", value: filter.sellerId })
  }
  for (const tag of filter.tags ?? []) {
    facets.push({ kind: "tag", value: tag.trim() })
  }
  return facets
}

function requiredFlagFacets(filter: ProductFilter): FacetName[] {
  return flags
    .filter(({ field }) => filter[field] === true)
    .map(({ name }) => ({ kind: "flag", value: name }))
}

function forbiddenFacets(filter: ProductFilter): FacetName[] {
  return (filter.allergenFree ?? []).map((value) => ({ kind: "allergen", value: value.trim() }))
}

/** A bound that a bigint holds and that stands below "no price". */
function inCents(amount: number): number {
  return Math.min(Math.max(amount, -1), noPrice - 1)
}

/** The filter by the dictionary's numbers; null where it asks for a value no product ever had. */
export async function resolveFilter(
  filter: ProductFilter,
  dictionary: FacetDictionary
): Promise<IndexFilter | null> {
  const required = requiredFacets(filter)
  const requiredFlags = requiredFlagFacets(filter)
  const forbidden = forbiddenFacets(filter)
  const ids = await dictionary.find([...required, ...requiredFlags, ...forbidden])
  const idsOf = (facets: FacetName[]): number[] =>
    facets.flatMap(({ kind, value }) => ids.get(facetKey(kind, value)) ?? [])
  const requiredIds = idsOf(required)
  const flagIds = idsOf(requiredFlags)
  if (requiredIds.length < required.length || flagIds.length < requiredFlags.length) {
    return null
  }
  const asked = flags.filter(({ field }) => filter[field] !== undefined)
  return {
    required: [...new Set(requiredIds)],
    requiredFlags: flagIds,
    forbidden: idsOf(forbidden),
    flagMask: asked.reduce((mask, { bit }) => mask | bit, 0),
    flagBits: asked.reduce(
      (bits, { field, bit }) => (filter[field] === true ? bits | bit : bits),
      0
    ),
    minPrice: filter.minPrice === undefined ? null : Math.ceil(inCents(filter.minPrice)),
    maxPrice: filter.maxPrice === undefined ? null : Math.floor(inCents(filter.maxPrice)),
    minRating: filter.minRating ?? null,
  }
}

/** The bounds on price; what has no price is in no range of prices. */
export function priceConditions(
  filter: IndexFilter,
  parameters: Parameters,
  column: "price_rising" | "price_falling" = "price_rising"
): string[] {
  if (filter.minPrice === null && filter.maxPrice === null) {
    return []
  }
  return [
    `p.${column} >= ${parameters.add(filter.minPrice ?? 0)}::bigint`,
    `p.${column} <= ${parameters.add(filter.maxPrice ?? noPrice - 1)}::bigint`,
  ]
}

/** The bound on the mean rating. */
export function ratingConditions(filter: IndexFilter, parameters: Parameters): string[] {
  return filter.minRating === null
    ? []
    : [`p.rating >= ${parameters.add(filter.minRating)}::double precision`]
}

/**
 * All of a filter, save that the product is public. The facets in `lookedUp` are written
 * for the index on facets; all others test rows that come anyway, in a form no index
 * serves and that is several times cheaper a row than `@>`.
 */
export function filterConditions(
  filter: IndexFilter,
  lookedUp: number[],
  parameters: Parameters
): string[] {
  const conditions = [
    ...priceConditions(filter, parameters),
    ...ratingConditions(filter, parameters),
  ]
  if (filter.flagMask !== 0) {
    const mask = parameters.add(filter.flagMask)
    conditions.push(`p.flags & ${mask}::int = ${parameters.add(filter.flagBits)}::int`)
  }
  if (lookedUp.length > 0) {
    conditions.push(`p.facets @> ${parameters.add(lookedUp)}::int[]`)
  }
  for (const id of filter.required.filter((id) => !lookedUp.includes(id))) {
    conditions.push(`${parameters.add(id)}::int = any(p.facets)`)
  }
  for (const id of filter.forbidden) {
    conditions.push(`${parameters.add(id)}::int <> all(p.facets)`)
  }
  return conditions
}
