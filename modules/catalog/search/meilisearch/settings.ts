import type { Settings } from "meilisearch" with { "resolution-mode": "import" }
import { flags } from "../rules/flags"

/** Hits that can be paged through; Meilisearch counts no further. */
export const maxTotalHits = 10_000

export const facetFields = [
  "categoryIds",
  "sellerId",
  "tags",
  "allergens",
  "price",
  ...flags.map(({ field }) => field),
]

/** The order of searchable attributes is their weight. Typo tolerance is on by default. */
export const settings: Settings = {
  searchableAttributes: [
    "name",
    "tags",
    "sellerName",
    "shortDescription",
    "categoryNames",
    "description",
  ],
  filterableAttributes: [...facetFields, "averageRating", "productId"],
  sortableAttributes: ["price", "averageRating", "createdAt", "salesCount", "nameKey"],
  // An asked-for sort comes before relevance; among equals the best seller comes first.
  rankingRules: ["sort", "words", "typo", "proximity", "attribute", "exactness", "salesCount:desc"],
  displayedAttributes: ["objectId"],
  pagination: { maxTotalHits },
  faceting: { maxValuesPerFacet: 1_000, sortFacetValuesBy: { "*": "count" } },
}
