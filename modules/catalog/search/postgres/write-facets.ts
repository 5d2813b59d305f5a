import type { Pool } from "pg"
import type { Facet } from "../rules/facets"
import { fold } from "../rules/fold"

/**
 * Adds facets to the dictionary and renames those whose label changed. Its own short
 * statement, and in key order, so that writers that wait for each other never do so
 * in a circle. What is there already takes no lock and no number.
 */
export async function writeFacets(pool: Pool, facets: Facet[]): Promise<void> {
  await pool.query(
    `insert into product_search_facet as f (kind, value, label, label_key)
     select i.kind, i.value, i.label, i.label_key
     from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as i (kind, value, label, label_key)
     where not exists (
       select from product_search_facet s
       where s.kind = i.kind and s.value = i.value
         and (i.label is null or s.label is not distinct from i.label))
     order by i.kind collate "C", i.value collate "C"
     on conflict (kind, value) do update
       set label = excluded.label, label_key = excluded.label_key
       where excluded.label is not null and f.label is distinct from excluded.label`,
    [
      facets.map(({ kind }) => kind),
      facets.map(({ value }) => value),
      facets.map(({ label }) => label),
      facets.map(({ label }) => (label === null ? null : fold(label))),
    ]
  )
}
