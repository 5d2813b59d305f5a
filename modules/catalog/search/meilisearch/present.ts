import type { SearchResponse } from "meilisearch" with { "resolution-mode": "import" }
import type { ProductFacets, ProductPage, ProductQuery } from "../port"
import { encodeCursor } from "../rules/cursor"
import { flags } from "../rules/flags"
import type { ProductDocument } from "./document"

type Response = Pick<
  SearchResponse<ProductDocument>,
  "hits" | "estimatedTotalHits" | "facetDistribution" | "facetStats"
>

function counts(response: Response, field: string): { value: string; count: number }[] {
  return Object.entries(response.facetDistribution?.[field] ?? {})
    .map(([value, count]) => ({ value, count }))
    .sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1))
}

function presentFacets(response: Response): ProductFacets {
  const byId = (field: string) =>
    counts(response, field).map(({ value, count }) => ({ id: value, count }))
  const price = response.facetStats?.price
  return {
    isEstimate: false,
    categories: byId("categoryIds"),
    sellers: byId("sellerId"),
    tags: counts(response, "tags"),
    allergens: counts(response, "allergens"),
    flags: Object.fromEntries(
      flags.map(({ name, field }) => [name, response.facetDistribution?.[field]?.true ?? 0])
    ) as ProductFacets["flags"],
    price: { min: price?.min ?? null, max: price?.max ?? null },
  }
}

/** Meilisearch's total is an estimate until the last page shows where the hits end. */
export function presentHits(response: Response, query: ProductQuery, offset: number): ProductPage {
  const shown = response.hits.slice(0, query.limit)
  const hasMore = response.hits.length > query.limit
  const isPastEnd = shown.length === 0 && offset > 0
  const end = offset + shown.length
  const page: ProductPage = {
    objectIds: shown.map(({ objectId }) => objectId),
    total:
      hasMore || isPastEnd
        ? Math.max(response.estimatedTotalHits ?? 0, hasMore ? end + 1 : 0)
        : end,
    isTotalExact: !hasMore && !isPastEnd,
    nextCursor: hasMore ? encodeCursor(query.sort, { offset: end }) : null,
  }
  return query.facets === true ? { ...page, facets: presentFacets(response) } : page
}
