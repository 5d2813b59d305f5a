import type { Pool } from "pg"
import type { Word } from "../rules/words"

/**
 * Adds words to the vocabulary, so that they are told from misspellings at once, and
 * takes back the mark of those that were out of use. Words that are there already are
 * not locked: writers of different products that share words do not wait for each other.
 */
export async function writeWords(pool: Pool, words: Word[]): Promise<void> {
  if (words.length === 0) {
    return
  }
  await pool.query(
    `insert into product_search_word as w (word, label, stem)
     select i.word, i.label, coalesce((tsvector_to_array(
       to_tsvector('public.txova_pt', i.repaired)))[1], i.repaired)
     from unnest($1::text[], $2::text[], $3::text[]) as i (word, repaired, label)
     where not exists (
       select from product_search_word s where s.word = i.word and s.unused_since is null)
     order by i.word collate "C"
     on conflict (word) do update set unused_since = null where w.unused_since is not null`,
    [
      words.map(({ word }) => word),
      words.map(({ repaired }) => repaired),
      words.map(({ label }) => label),
    ]
  )
}

/**
 * Counts words of products that have just appeared, by which suggestions and corrections
 * are weighted. Words another writer is counting are skipped rather than waited for, and
 * words of products that go are not taken off: `refreshVocabulary` counts afresh.
 */
export async function countWords(pool: Pool, counts: ReadonlyMap<string, number>): Promise<void> {
  if (counts.size === 0) {
    return
  }
  await pool.query(
    `with free as materialized (
       select w.word, i.count
       from unnest($1::text[], $2::int[]) as i (word, count)
       join product_search_word w using (word)
       for no key update of w skip locked)
     update product_search_word w set count = w.count + free.count from free where w.word = free.word`,
    [[...counts.keys()], [...counts.values()]]
  )
}
