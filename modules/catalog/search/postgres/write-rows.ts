import type { Pool } from "pg"
import type { ListedState } from "../rules/dimensions"
import type { IndexRow } from "../rules/index-row"
import { retryDeadlock } from "./retry-deadlock"
import { inputTable, rowsParameter, vectors } from "./row-input"

/** A row that was written: what stood there before, and whether it got its text only now. */
export type WrittenRow = {
  productId: string
  before: ListedState | null
  isTextNew: boolean
}

type Written = {
  product_id: string
  is_text_new: boolean
  is_known: boolean
  is_public: boolean
  name: string | null
  price_rising: string
  rating: number
  sales: string
  created_at: Date
  flags: number
  facets: number[]
  text_digest: string
}

/**
 * Rows are locked, and new ones inserted, in the order of their ids, so that writers of
 * overlapping batches wait instead of deadlocking. `old` is read under that lock: it is
 * exactly what this statement replaces. A row that is not older than the version stays.
 * A change that leaves all indexed columns as they were is a HOT update, and text whose
 * digest stays costs nothing: that is most of what an order or a stock change does.
 *
 * Unlike those that search, it has a name: its plan is the same for any values, and to
 * plan it anew costs as much as to write a row or two.
 */
const statement = `
with i as materialized (select * from ${inputTable("$1")}),
old as materialized (
  select p.* from product_search p
  where p.product_id in (select product_id from i)
  order by p.product_id
  for no key update),
old_text as materialized (
  select t.id, t.name from product_search_text t join old using (id)),
written as (
  insert into product_search as p (product_id, object_id, version, is_public, price_rising,
    price_falling, rating, sales, created_at, flags, facets, text_digest, name_key)
  select i.product_id, i.object_id, $2::bigint, i.is_public, i.price_rising,
    i.price_falling, i.rating, i.sales, i.created_at, i.flags, i.facets, i.text_digest, i.name_key
  from i left join old using (product_id)
  where old.version is null or old.version < $2::bigint
  order by i.product_id collate "C"
  on conflict (product_id) do update set
    object_id = excluded.object_id, version = excluded.version, is_public = excluded.is_public,
    removed_at = null, price_rising = excluded.price_rising,
    price_falling = excluded.price_falling, rating = excluded.rating, sales = excluded.sales,
    created_at = excluded.created_at, flags = excluded.flags, facets = excluded.facets,
    text_digest = excluded.text_digest, name_key = excluded.name_key
  where p.version < excluded.version
  returning p.id, p.product_id, p.is_public, p.text_digest),
hidden as (
  delete from product_search_text t using written w where t.id = w.id and not w.is_public),
shown as (
  insert into product_search_text as t (id, name, slug, name_tsv, all_tsv)
  select w.id, i.name, i.slug, v.name_tsv, v.all_tsv
  from written w join i using (product_id) left join old using (id) left join old_text using (id),
    ${vectors}
  where w.is_public
    and (old_text.id is null or old.text_digest is distinct from w.text_digest)
  order by w.id
  on conflict (id) do update set name = excluded.name, slug = excluded.slug,
    name_tsv = excluded.name_tsv, all_tsv = excluded.all_tsv)
select w.product_id, w.is_public and old_text.id is null as is_text_new,
  old.id is not null as is_known, old.is_public,
  old_text.name, old.price_rising, old.rating, old.sales, old.created_at, old.flags, old.facets,
  old.text_digest
from written w left join old using (id) left join old_text using (id)`

function before(row: Written): WrittenRow["before"] {
  if (!row.is_known) {
    return null
  }
  return {
    is_public: row.is_public,
    name: row.name ?? "",
    price_rising: Number(row.price_rising),
    rating: row.rating,
    sales: Number(row.sales),
    created_at: row.created_at.toISOString(),
    flags: row.flags,
    facets: row.facets,
    text_digest: row.text_digest,
  }
}

/** Stores rows as of a version and gives those that were not older already, with what they replace. */
export async function writeRows(
  pool: Pool,
  rows: IndexRow[],
  version: string
): Promise<WrittenRow[]> {
  const query = {
    name: "product_search.write_rows",
    text: statement,
    values: [rowsParameter(rows), version],
  }
  const written = await retryDeadlock(() => pool.query<Written>(query))
  return written.rows.map((row) => ({
    productId: row.product_id,
    before: before(row),
    isTextNew: row.is_text_new,
  }))
}
