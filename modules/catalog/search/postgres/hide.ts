import type { Pool } from "pg"
import type { ProductDimension } from "../port"
import { retryDeadlock } from "./retry-deadlock"

const statement = `
  with old as materialized (
    select p.id, p.product_id, p.is_public from product_search p
    where p.product_id = any($1::text[]) and p.version < $2::bigint and p.removed_at is null
    order by p.product_id
    for no key update),
  hidden as (
    update product_search p set is_public = false, version = $2::bigint
    from old where p.id = old.id and p.version < $2::bigint
    returning old.id, old.is_public),
  gone as (delete from product_search_text t using hidden h where t.id = h.id)
  select bool_or(is_public) as was_public from hidden`

/**
 * Hides products as of a version and leaves all else that is stored of them, so that
 * thousands take one short statement. Rows are locked in the order that `writeRows` uses.
 * @returns `member` where any of them was public.
 */
export async function hideProducts(
  pool: Pool,
  productIds: string[],
  version: string
): Promise<Set<ProductDimension>> {
  const values = [productIds.map((id) => id.replaceAll("\0", "")), version]
  const { rows } = await retryDeadlock(() =>
    pool.query<{ was_public: boolean | null }>(statement, values)
  )
  return new Set(rows[0]?.was_public === true ? ["member"] : [])
}
