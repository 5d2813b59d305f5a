import type { Pool } from "pg"
import type { Word } from "../rules/words"

/** What the vocabulary knows of a word of a query. */
export type FoundWord = {
  lexemes: string[]
  /** Some product has exactly this word, in this or its repaired form. */
  isKnown: boolean
  /** Stems of the commonest words that begin so; asked for the last word alone. */
  completions: string[]
}

/**
 * The lexemes are made by the same configuration as the index's, so that both always
 * agree. Prefixes are ranges in C collation: U+10FFFF is the last of all characters.
 */
export async function findWords(pool: Pool, words: Word[]): Promise<FoundWord[]> {
  const { rows } = await pool.query<FoundWord>(
    `select tsvector_to_array(to_tsvector('public.txova_pt', i.repaired)) as lexemes,
       exists (select from product_search_word w
               where w.word in (i.word, i.repaired)) as "isKnown",
       case when i.at < $3 then '{}' else array(
         select distinct stem from (
           select w.stem, w.count from product_search_word w
           where w.word > i.word and w.word < i.word || U&'\\+10FFFF'
           order by w.count desc limit 20) c) end as completions
     from unnest($1::text[], $2::text[]) with ordinality as i (word, repaired, at)
     order by i.at`,
    [words.map(({ word }) => word), words.map(({ repaired }) => repaired), words.length]
  )
  return rows
}
