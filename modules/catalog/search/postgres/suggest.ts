import type { Pool } from "pg"
import type { Suggestion } from "../port"
import { nameSortKey } from "../rules/fold"
import { queryWords } from "../rules/query-words"
import { textQuery } from "../rules/text-query"
import { withoutMark } from "../rules/words"
import { findWords } from "./find-words"

type Found = { kind: Suggestion["kind"]; text: string; id: string | null; slug: string | null }

/**
 * Words that begin with the last one typed, after the others, where some product has
 * them all; of one stem's forms the commonest.
 */
const words = `
  select 'word' as kind, $3::text || w.label as text, null as id, null as slug, w.count::bigint as weight
  from (
    select distinct on (stem) label, stem, count from (
      select * from product_search_word
      where (word >= $1 and word < $1 || U&'\\+10FFFF'
          or word > $2 and word < $2 || U&'\\+10FFFF' and label like 'sem %')
        and unused_since is null
      order by count desc, word limit $5 * 2) c
    order by stem, count desc, word) w
  where $4::text is null or exists (
    select from product_search_text t where t.name_tsv @@ ($4::text || ' & ' || quote_literal(w.stem))::tsquery)
  order by w.count desc, w.label limit $5`

/** Categories one of whose words begins so, unless they stand empty. */
const categories = `
  select 'category', f.label, f.value, null, 0
  from product_search_facet f
  where f.kind = 'category' and (f.label_key like $6 || '%' or f.label_key like '% ' || $6 || '%')
    and exists (select from product_search p where p.is_public and p.facets @> array[f.id])
  limit 3`

/** Names that begin so: the best sellers of the first two hundred in the alphabet. */
const products = `
  select 'product', t.name, n.object_id, t.slug, n.sales
  from (
    select p.id, p.object_id, p.sales from product_search p
    where p.is_public and p.name_key >= $6 and p.name_key < $6 || U&'\\+10FFFF'
    order by p.name_key, p.object_id limit 200) n
  join product_search_text t using (id)
  order by n.sales desc, t.name limit $5`

/**
 * What a buyer may be about to type: words first, since a broad beginning is quick to
 * complete and slow to search, then categories, then products. At most half are words
 * where there is enough of the rest.
 */
export async function suggest(pool: Pool, text: string, limit: number): Promise<Suggestion[]> {
  const typed = queryWords(text)
  const last = typed[typed.length - 1]
  if (last === undefined || limit < 1) {
    return []
  }
  const head = typed.slice(0, -1)
  const terms = head.length === 0 ? [] : await findWords(pool, head)
  const query = textQuery(
    terms
      .filter(({ lexemes }) => lexemes.length > 0)
      .map(({ lexemes }) => ({ lexemes, prefix: null, alternatives: [] }))
  )
  const { rows } = await pool.query<Found>(
    `select kind, text, id, slug from (
       (${words}) union all (${categories}) union all (${products})) s
     order by weight desc, text`,
    [
      last.word,
      last.word === "sem" ? withoutMark : last.word,
      head.map(({ label }) => `${label} `).join(""),
      query === "" ? null : query,
      limit,
      nameSortKey(text.slice(0, 300)),
    ]
  )
  return mix(rows, limit)
}

function mix(rows: Found[], limit: number): Suggestion[] {
  const of = (kind: Suggestion["kind"]) => rows.filter((row) => row.kind === kind)
  const others = [...of("category"), ...of("product")]
  const wordCount = Math.max(Math.ceil(limit / 2), limit - others.length)
  return [...of("word").slice(0, wordCount), ...others].slice(0, limit).map((row) => ({
    text: row.text,
    kind: row.kind,
    ...(row.id === null ? {} : { id: row.id }),
    ...(row.slug === null ? {} : { slug: row.slug }),
  }))
}
