import type { Pool } from "pg"

/**
 * Counts words afresh by the products that have their stem, marks those nobody uses and
 * deletes those unused for an hour: by then no write that counted on them is under way.
 * Also vacuums the tables, so that lists read their indexes alone. A job for quiet hours and after a rebuild:
 * seconds for 100,000 products, and writers do not wait for it.
 */
export async function refreshVocabulary(pool: Pool): Promise<void> {
  await pool.query(
    `with used as materialized (
       select word as stem from ts_stat('select all_tsv from product_search_text')),
     named as materialized (
       select word as stem, ndoc from ts_stat('select name_tsv from product_search_text')),
     fresh as materialized (
       select w.word, coalesce(named.ndoc, 0) as count,
         case when used.stem is null then coalesce(w.unused_since, now()) end as unused_since
       from product_search_word w left join named using (stem) left join used using (stem)),
     free as materialized (
       select w.word from product_search_word w join fresh using (word)
       where w.count <> fresh.count or w.unused_since is distinct from fresh.unused_since
       for no key update of w skip locked)
     update product_search_word w set count = fresh.count, unused_since = fresh.unused_since
     from fresh join free using (word) where w.word = fresh.word`
  )
  await pool.query("delete from product_search_word where unused_since < now() - interval '1 hour'")
  await pool.query("vacuum (analyze) product_search, product_search_text, product_search_word")
}
