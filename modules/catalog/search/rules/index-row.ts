import { createHash } from "node:crypto"
import type { ProductEntry } from "../port"
import { facetKey, facetsOf } from "./facets"
import { flagBits } from "./flags"
import { nameSortKey } from "./fold"
import { storable } from "./storable"
import { indexWords, type Word } from "./words"

/** Stands for the price of a product without one: more cents than any costs. */
export const noPrice = Number.MAX_SAFE_INTEGER

/** An entry as the index's tables hold it; `facets` are the dictionary's ids, rising. */
export type IndexRow = {
  product_id: string
  object_id: string
  is_public: boolean
  name_key: string
  /** Cents; without a price, a number that comes last in this order. */
  price_rising: number
  price_falling: number
  rating: number
  sales: number
  /** ISO 8601 in UTC, to the millisecond. */
  created_at: string
  flags: number
  facets: number[]
  name: string
  slug: string
  /** Of name, slug and words: while it stays, a product's text row is left alone. */
  text_digest: string
  /** Words with spaces between, ready for the stemmer. */
  name_words: string
  label_words: string
  other_words: string
}

/** The words of an entry by their weight: of its name, of its seller and tags, of the rest. */
export type EntryText = { name: Word[]; labels: Word[]; others: Word[] }

/** Takes an entry's texts apart, which is most of the work of indexing it: do it once. */
export function textOf(entry: ProductEntry): EntryText {
  const separate = " . "
  return {
    name: indexWords(entry.name),
    labels: indexWords([entry.sellerName ?? "", ...entry.tags].join(separate)),
    others: indexWords(
      [...entry.categoryNames, entry.shortDescription, entry.description].join(separate)
    ),
  }
}

function spaced(words: Word[]): string {
  return words.map(({ repaired }) => repaired).join(" ")
}

/**
 * What the index should hold of an entry, given the dictionary's ids by `facetKey`.
 * A facet without an id is left out, which `verify` then reports.
 */
export function indexRowOf(
  entry: ProductEntry,
  words: EntryText,
  facetIds: ReadonlyMap<string, number>
): IndexRow {
  const facets = facetsOf(entry).flatMap(({ kind, value }) => {
    const id = facetIds.get(facetKey(kind, value))
    return id === undefined ? [] : [id]
  })
  const text = {
    name: storable(entry.name),
    slug: storable(entry.slug),
    name_words: spaced(words.name),
    label_words: spaced(words.labels),
    other_words: spaced(words.others),
  }
  return {
    product_id: entry.productId,
    object_id: entry.objectId,
    is_public: entry.isPublic,
    name_key: nameSortKey(entry.name),
    price_rising: entry.price ?? noPrice,
    price_falling: entry.price ?? -1,
    rating: entry.averageRating,
    sales: entry.salesCount,
    created_at: entry.createdAt.toISOString(),
    flags: flagBits(entry),
    facets: facets.sort((one, other) => one - other),
    text_digest: createHash("md5").update(JSON.stringify(text)).digest("base64url"),
    ...text,
  }
}
