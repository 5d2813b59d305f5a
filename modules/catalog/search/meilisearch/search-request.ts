import type { SearchParams } from "meilisearch" with { "resolution-mode": "import" }
import type { ProductFilter, ProductQuery, ProductSort } from "../port"
import { flags } from "../rules/flags"
import { facetFields } from "./settings"

const sortRules: Record<ProductSort, string[]> = {
  relevance: [],
  price: ["price:asc"],
  "-price": ["price:desc"],
  "-rating": ["averageRating:desc"],
  "-createdAt": ["createdAt:desc"],
  createdAt: ["createdAt:asc"],
  "-salesCount": ["salesCount:desc"],
  name: ["nameKey:asc"],
  "-name": ["nameKey:desc"],
}

/** A text as Meilisearch's filter language takes it: nothing within the quotes is an operator. */
export function quoted(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`
}

/** A filter in Meilisearch's language: every line must hold. */
export function filterLines(filter: ProductFilter): string[] {
  const lines: string[] = []
  const add = (line: string, isAsked: boolean): void => {
    if (isAsked) {
      lines.push(line)
    }
  }
  add(`categoryIds = ${quoted(filter.categoryId ?? "")}`, filter.categoryId !== undefined)
  add(`sellerId = ${quoted(filter.sellerId ?? "")}`, filter.sellerId !== undefined)
  add(`price >= ${filter.minPrice}`, filter.minPrice !== undefined)
  add(`price <= ${filter.maxPrice}`, filter.maxPrice !== undefined)
  add(`averageRating >= ${filter.minRating}`, filter.minRating !== undefined)
  for (const { field } of flags) {
    add(`${field} = ${filter[field]}`, filter[field] !== undefined)
  }
  lines.push(...(filter.tags ?? []).map((tag) => `tags = ${quoted(tag)}`))
  lines.push(...(filter.allergenFree ?? []).map((value) => `allergens != ${quoted(value)}`))
  return lines
}

/** The body of a search for one hit more than the page shows whether more follow. */
export function searchRequest(query: ProductQuery, offset: number): SearchParams {
  return {
    filter: filterLines(query.filter),
    sort: sortRules[query.sort],
    offset,
    limit: query.limit + 1,
    matchingStrategy: "all",
    attributesToRetrieve: ["objectId"],
    ...(query.facets === true ? { facets: facetFields } : {}),
  }
}
