import type { Pool } from "pg"
import type { ProductDimension } from "../port"
import { retryDeadlock } from "./retry-deadlock"

const statement = `
  with i as materialized (select distinct unnest($1::text[]) as product_id),
  old as materialized (
    select p.product_id, p.id, p.version, p.is_public from product_search p
    where p.product_id in (select product_id from i)
    order by p.product_id
    for no key update),
  removed as (
    insert into product_search as p
      (product_id, object_id, version, is_public, removed_at, created_at)
    select i.product_id, '', $2::bigint, false, now(), now()
    from i left join old using (product_id)
    where old.version is null or old.version < $2::bigint
    order by i.product_id collate "C"
    on conflict (product_id) do update set
      object_id = '', version = excluded.version, is_public = false,
      removed_at = excluded.removed_at, price_rising = default, price_falling = default,
      rating = 0, sales = 0, flags = 0, facets = '{}', text_digest = '', name_key = ''
    where p.version < excluded.version
    returning p.id),
  gone as (delete from product_search_text t using removed r where t.id = r.id)
  select bool_or(old.is_public) as was_public from removed left join old using (id)`

/**
 * Removes products as of a version. A row without content stays behind and keeps the
 * version, so that a slower, older upsert does not bring the product back; one is made
 * also for a product never seen. Rows are locked in the order that `writeRows` uses.
 * @returns `member` where any of them was public.
 */
export async function removeProducts(
  pool: Pool,
  productIds: string[],
  version: string
): Promise<Set<ProductDimension>> {
  if (productIds.length === 0) {
    return new Set()
  }
  const values = [productIds.map((id) => id.replaceAll("\0", "")), version]
  const { rows } = await retryDeadlock(() =>
    pool.query<{ was_public: boolean | null }>(statement, values)
  )
  return new Set(rows[0]?.was_public === true ? ["member"] : [])
}
