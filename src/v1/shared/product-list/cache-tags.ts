import type { ProductDimension } from "../../../../modules/catalog/search/port"

/** Which dimension of the catalogue a parameter of a list looks at. */
const dimensionOf: Record<string, ProductDimension> = {
  q: "text",
  category: "category",
  seller: "seller",
  minPrice: "price",
  maxPrice: "price",
  organic: "flags",
  vegan: "flags",
  glutenFree: "flags",
  featured: "flags",
  bestSeller: "flags",
  allergenFree: "allergens",
  tags: "tags",
  inStock: "stock",
  minRating: "rating",
}

const dimensionOfSort: Record<string, ProductDimension> = {
  price: "price",
  "-price": "price",
  "-rating": "rating",
  "-salesCount": "sales",
  relevance: "sales",
  name: "name",
  "-name": "name",
}

const facetDimensions: ProductDimension[] = [
  "category",
  "seller",
  "price",
  "stock",
  "flags",
  "allergens",
  "tags",
]

/**
 * Tags of any list: one that names no `limit` has as many documents as the setting says.
 *
 * @param url with the query
 */
export function pageTags(url: string): string[] {
  return queryOf(url).has("limit") ? [] : ["system_settings"]
}

function queryOf(url: string): URLSearchParams {
  const start = url.indexOf("?")
  return new URLSearchParams(start < 0 ? "" : url.slice(start + 1))
}

/** The tag that goes stale when any product changes in a dimension. */
export function dimensionTag(dimension: ProductDimension): string {
  return `products.${dimension}`
}

/**
 * Tags of a list's answer: whether products are public at all, and each dimension
 * that its filters, order or facets look at. A change of a description thus drops
 * only the lists that show that product.
 */
export function listTags(url: string): string[] {
  const query = queryOf(url)
  const dimensions = new Set<ProductDimension>(["member"])
  for (const name of query.keys()) {
    const dimension = dimensionOf[name]
    if (dimension !== undefined) {
      dimensions.add(dimension)
    }
  }
  const sort = dimensionOfSort[query.get("sort") ?? (query.has("q") ? "relevance" : "")]
  if (sort !== undefined) {
    dimensions.add(sort)
  }
  if (query.get("facets") === "true") {
    facetDimensions.forEach((dimension) => dimensions.add(dimension))
  }
  const tags = [...pageTags(url), ...[...dimensions].map(dimensionTag)]
  return query.has("category") || query.has("seller") || query.has("facets")
    ? [...tags, "categories", "sellers"]
    : tags
}
