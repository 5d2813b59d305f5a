import type { ProductDimension } from "../port"
import type { FacetKind } from "./facets"
import { stockBit } from "./flags"

/** What of a stored row a list depends on. */
export type ListedState = {
  is_public: boolean
  name: string
  price_rising: number
  rating: number
  sales: number
  created_at: string
  flags: number
  facets: number[]
  text_digest: string
}

const dimensionOfKind: Record<FacetKind, ProductDimension | null> = {
  category: "category",
  seller: "seller",
  tag: "tags",
  allergen: "allergens",
  // Compared as bits, where stock stands apart.
  flag: null,
}

function differing(one: number[], other: number[]): number[] {
  const both = new Set(one.filter((id) => other.includes(id)))
  return [...one, ...other].filter((id) => !both.has(id))
}

/**
 * In what a row differs from what was stored, for lists that show public products:
 * nothing where it was and stays hidden, `member` where it appears or disappears.
 * @param kindOf what kind of facet a dictionary id stands for.
 */
export function changedDimensions(
  before: ListedState | null,
  after: ListedState,
  kindOf: (facetId: number) => FacetKind | undefined
): ProductDimension[] {
  const wasPublic = before?.is_public ?? false
  if (before === null || wasPublic !== after.is_public) {
    return wasPublic || after.is_public ? ["member"] : []
  }
  if (!wasPublic) {
    return []
  }
  const changed: ProductDimension[] = []
  const note = (dimension: ProductDimension, isChanged: boolean): void => {
    if (isChanged) {
      changed.push(dimension)
    }
  }
  const changedBits = before.flags ^ after.flags
  note("text", before.text_digest !== after.text_digest)
  note("name", before.name !== after.name)
  note("price", before.price_rising !== after.price_rising)
  note("rating", before.rating !== after.rating)
  note("sales", before.sales !== after.sales)
  note("stock", (changedBits & stockBit) !== 0)
  note("flags", (changedBits & ~stockBit) !== 0)
  // A product that moves in time moves in every list by date, as if it were another.
  note("member", before.created_at !== after.created_at)
  for (const id of differing(before.facets, after.facets)) {
    const kind = kindOf(id)
    const dimension = kind === undefined ? null : dimensionOfKind[kind]
    if (dimension !== null && !changed.includes(dimension)) {
      changed.push(dimension)
    }
  }
  return changed
}
