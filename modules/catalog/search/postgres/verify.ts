import type { Pool } from "pg"
import type { ProductEntry } from "../port"
import { facetsOf } from "../rules/facets"
import { indexRowOf, textOf } from "../rules/index-row"
import { FacetDictionary } from "./facet-dictionary"
import { inputTable, rowsParameter, vectors } from "./row-input"

/** A stored field that is not what the entry gives; `product` where the row is missing, `word` where the vocabulary lacks one. */
export type IndexDifference = { productId: string; field: string }

function comparison(field: string, stored: string, expected: string): string {
  return `case when ${stored} is distinct from ${expected} then '${field}' end`
}

const compared = [
  comparison("objectId", "p.object_id", "i.object_id"),
  comparison("isPublic", "p.is_public", "i.is_public"),
  comparison("price", "p.price_rising", "i.price_rising"),
  comparison("price", "p.price_falling", "i.price_falling"),
  comparison("rating", "p.rating", "i.rating"),
  comparison("sales", "p.sales", "i.sales"),
  comparison("createdAt", "p.created_at", "i.created_at"),
  comparison("flags", "p.flags", "i.flags"),
  comparison("facets", "p.facets", "i.facets"),
  comparison("nameKey", "p.name_key", "i.name_key"),
  comparison("textDigest", "p.text_digest", "i.text_digest"),
]
const comparedText = [
  comparison("name", "t.name", "i.name"),
  comparison("slug", "t.slug", "i.slug"),
  comparison("nameText", "t.name_tsv", "v.name_tsv"),
  comparison("allText", "t.all_tsv", "v.all_tsv"),
]

const statement = `
  select i.product_id as "productId", d.field
  from ${inputTable("$1")}
  left join product_search p on p.product_id = i.product_id and p.removed_at is null
  left join product_search_text t on t.id = p.id,
  ${vectors},
  lateral unnest(
    case when p.id is null then array['product'] else array[${compared.join(", ")}] end
    || case when p.id is null then '{}'
            when i.is_public then array[${comparedText.join(", ")}]
            when t.id is not null then array['text']
            else '{}' end) as d (field)
  where d.field is not null
  union all
  select w.product_id, 'word'
  from unnest($2::text[], $3::text[]) as w (product_id, word)
  where not exists (select from product_search_word s where s.word = w.word)
  group by w.product_id`

/**
 * Compares what is stored with what entries should give, field by field; versions are
 * not compared. Entries must be read after the index had its last change.
 */
export async function verifyEntries(
  pool: Pool,
  entries: ProductEntry[]
): Promise<IndexDifference[]> {
  const facetIds = await new FacetDictionary(pool).find(entries.flatMap(facetsOf))
  const texts = entries.map((entry) => ({ entry, text: textOf(entry) }))
  const words = texts
    .filter(({ entry }) => entry.isPublic)
    .flatMap(({ entry, text }) =>
      [...text.name, ...text.labels, ...text.others].map(({ word }) => [entry.productId, word])
    )
  const { rows } = await pool.query<IndexDifference>(statement, [
    rowsParameter(texts.map(({ entry, text }) => indexRowOf(entry, text, facetIds))),
    words.map(([productId]) => productId),
    words.map(([, word]) => word),
  ])
  return rows
}
