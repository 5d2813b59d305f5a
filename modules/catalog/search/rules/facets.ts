import type { ProductEntry } from "../port"
import { flags } from "./flags"
import { storable } from "./storable"

export const facetKinds = ["category", "seller", "tag", "allergen", "flag"] as const
export type FacetKind = (typeof facetKinds)[number]

/** One value that products share; a category also has the name people see. */
export type Facet = { kind: FacetKind; value: string; label: string | null }

/** A facet's key in a map: kinds hold no space, so no two facets share one. */
export function facetKey(kind: FacetKind, value: string): string {
  return `${kind} ${value}`
}

/** Everything an entry can be filtered or counted by, each once. */
export function facetsOf(entry: ProductEntry): Facet[] {
  const facets = new Map<string, Facet>()
  const add = (kind: FacetKind, value: string, label: string | null = null): void => {
    if (value !== "") {
      facets.set(facetKey(kind, value), { kind, value, label })
    }
  }
  entry.categoryIds.forEach((id, at) => {
    const name = entry.categoryNames[at]
    add("category", id, name === undefined ? null : storable(name))
  })
  if (entry.sellerId !== null) {
    add("seller", entry.sellerId)
  }
  entry.tags.forEach((tag) => add("tag", storable(tag).trim()))
  entry.allergens.forEach((allergen) => add("allergen", storable(allergen).trim()))
  for (const { name, field } of flags) {
    if (entry[field]) {
      add("flag", name)
    }
  }
  return [...facets.values()]
}
