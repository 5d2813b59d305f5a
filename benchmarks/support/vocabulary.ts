import type { Catalogue } from "./catalogue"
import { withPostgres } from "./catalogue"

/** What requests about a catalogue are made of. */
export type Vocabulary = {
  categories: string[]
  sellers: string[]
  tags: string[]
  /** Slugs of public products. */
  slugs: string[]
  /** Words of each public product's name, folded to lower case, of four letters or more. */
  names: string[][]
}

/** As many products as random requests are drawn from. */
const sampleSize = 5_000

const strings = (rows: { value: string }[]): string[] => rows.map(({ value }) => value)

/** Reads what a catalogue has, the same sample each time. */
export async function readVocabulary(catalogue: Catalogue): Promise<Vocabulary> {
  return withPostgres(catalogue.databaseUrl, async (client) => {
    const categories = await client.query<{ value: string }>(
      "SELECT handle AS value FROM product_category WHERE deleted_at IS NULL AND is_active ORDER BY 1"
    )
    const sellers = await client.query<{ value: string }>(
      "SELECT handle AS value FROM seller WHERE status = 'approved' AND deleted_at IS NULL ORDER BY 1"
    )
    const tags = await client.query<{ value: string }>(
      "SELECT value FROM product_search_facet WHERE kind = 'tag' ORDER BY 1"
    )
    const products = await client.query<{ slug: string; name: string }>(
      "SELECT slug, name FROM product_search_text ORDER BY md5(slug) LIMIT $1",
      [sampleSize]
    )
    return {
      categories: strings(categories.rows),
      sellers: strings(sellers.rows),
      tags: strings(tags.rows),
      slugs: products.rows.map(({ slug }) => slug),
      names: products.rows
        .map(({ name }) => name.toLowerCase().match(/\p{L}{4,}/gu) ?? [])
        .filter((words) => words.length > 0),
    }
  })
}
