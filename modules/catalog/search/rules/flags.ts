import type { ProductEntry, ProductFilter } from "../port"

/** A yes-or-no of a product: its name in facets, its field, and its bit in the index's `flags`. */
export const flags = [
  { name: "organic", field: "isOrganic", bit: 1 },
  { name: "vegan", field: "isVegan", bit: 2 },
  { name: "glutenFree", field: "isGlutenFree", bit: 4 },
  { name: "inStock", field: "isInStock", bit: 8 },
  { name: "featured", field: "isFeatured", bit: 16 },
  { name: "bestSeller", field: "isBestSeller", bit: 32 },
] as const satisfies {
  name: string
  field: keyof ProductEntry & keyof ProductFilter
  bit: number
}[]

/** The bit of stock, which a list depends on apart from the other flags. */
export const stockBit = 8

/** A product's flags as one number. */
export function flagBits(entry: ProductEntry): number {
  return flags.reduce((bits, { field, bit }) => (entry[field] ? bits | bit : bits), 0)
}
