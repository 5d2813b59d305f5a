import type { Pool } from "pg"
import { oneSlipAway, type KnownWord } from "../rules/spelling"

/**
 * Words of the vocabulary that an unknown word may stand for: those one slip away, by
 * their key, and those that share trigrams with it. Two lengths' difference at most.
 */
export async function findCorrections(pool: Pool, word: string): Promise<KnownWord[]> {
  const { rows } = await pool.query<KnownWord>(
    `select word, label, stem, count from product_search_word where word = any($2::text[])
     union
     (select word, label, stem, count from product_search_word
      where word operator(public.%) $1::text
        and length(word) between length($1::text) - 2 and length($1::text) + 2
      order by public.similarity(word, $1::text) desc limit 30)`,
    [word, oneSlipAway(word)]
  )
  return rows
}
