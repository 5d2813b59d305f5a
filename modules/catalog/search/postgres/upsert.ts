import type { Pool } from "pg"
import type { ProductDimension, ProductEntry } from "../port"
import { changedDimensions } from "../rules/dimensions"
import { facetKey, facetsOf, type Facet } from "../rules/facets"
import { indexRowOf, textOf, type EntryText, type IndexRow } from "../rules/index-row"
import type { Word } from "../rules/words"
import type { FacetDictionary } from "./facet-dictionary"
import { writeRows, type WrittenRow } from "./write-rows"
import { countWords, writeWords } from "./write-words"

function facetsIn(entries: ProductEntry[]): Facet[] {
  const facets = new Map<string, Facet>()
  for (const facet of entries.flatMap(facetsOf)) {
    facets.set(facetKey(facet.kind, facet.value), facet)
  }
  return [...facets.values()]
}

function wordsIn(texts: EntryText[]): Word[] {
  const words = new Map<string, Word>()
  for (const { name, labels, others } of texts) {
    for (const word of [...name, ...labels, ...others]) {
      words.set(word.word, word)
    }
  }
  return [...words.values()]
}

/** How many of the products that got their text only now have each word in name, seller or tags. */
function newWordCounts(
  texts: ReadonlyMap<string, EntryText>,
  written: WrittenRow[]
): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { productId, isTextNew } of written) {
    const text = isTextNew ? texts.get(productId) : undefined
    const words = text === undefined ? [] : [...text.name, ...text.labels]
    for (const word of new Set(words.map(({ word }) => word))) {
      counts.set(word, (counts.get(word) ?? 0) + 1)
    }
  }
  return counts
}

/**
 * Stores entries as of a version. Facets and words go first, each by itself: whatever
 * stops this half way leaves a facet or a word nobody uses, never a product that
 * cannot be found. Of two entries of one product the last counts.
 */
export async function upsertEntries(
  pool: Pool,
  dictionary: FacetDictionary,
  entries: ProductEntry[],
  version: string
): Promise<Set<ProductDimension>> {
  const distinct = [...new Map(entries.map((entry) => [entry.productId, entry])).values()]
  if (distinct.length === 0) {
    return new Set()
  }
  const facetIds = await dictionary.ensure(facetsIn(distinct))
  const texts = new Map<string, EntryText>()
  const rows = new Map<string, IndexRow>()
  for (const entry of distinct) {
    const text = textOf(entry)
    texts.set(entry.productId, text)
    rows.set(entry.productId, indexRowOf(entry, text, facetIds))
  }
  const shown = distinct.flatMap(({ isPublic, productId }) => {
    const text = isPublic ? texts.get(productId) : undefined
    return text === undefined ? [] : [text]
  })
  await writeWords(pool, wordsIn(shown))
  const written = await writeRows(pool, [...rows.values()], version)
  await countWords(pool, newWordCounts(texts, written))
  await dictionary.withIds(written.flatMap(({ before }) => before?.facets ?? []))
  const changed = new Set<ProductDimension>()
  for (const { productId, before } of written) {
    const after = rows.get(productId)
    const kindOf = (id: number) => dictionary.kindOf(id)
    for (const dimension of after === undefined ? [] : changedDimensions(before, after, kindOf)) {
      changed.add(dimension)
    }
  }
  return changed
}
