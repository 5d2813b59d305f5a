import type { Queryable } from "../../postgres/pool"
import { productRows } from "./row-query"

/** Amounts are decimal text in major units, as Postgres gives numeric; dates are ISO-8601. */
export type VariantRow = {
  id: string
  title: string
  sku: string | null
  barcode: string | null
  base_mzn: string | null
  list_mzn: string | null
  list_type: string | null
  base_usd: string | null
  /** Units that can be sold now; null where inventory is not managed or back orders are taken. */
  available: string | null
  options: { option_id: string; value_id: string }[]
}

export type ProductRow = {
  id: string
  title: string
  handle: string
  description: string | null
  subtitle: string | null
  status: string
  thumbnail: string | null
  weight: number | null
  length: number | null
  width: number | null
  height: number | null
  created_at: Date
  updated_at: Date
  catalog: {
    is_organic: boolean
    is_gluten_free: boolean
    is_vegan: boolean
    allergens: string[]
    nutrition: Record<string, number> | null
    attributes: { name: string; value: string }[] | null
    short_description: string | null
    unit: string | null
    compare_price: number | null
    cost_price: number | null
    min_stock: number | null
    max_stock: number | null
    is_featured: boolean
    is_best_seller: boolean
    is_switched_off: boolean
    seo: { title?: string; description?: string; keywords?: string[] } | null
  } | null
  seller_id: string | null
  seller_status: string | null
  seller_name: string | null
  sales_count: number
  rating_sum: number
  review_count: number
  view_count: number
  images: { url: string; metadata: Record<string, unknown> | null }[]
  tags: string[]
  /** The product's category of most depth, then its ancestors up to the root. */
  category_path: string[]
  /** Names of the same categories. */
  category_names: string[]
  options: { id: string; title: string; values: { id: string; value: string }[] }[]
  variants: VariantRow[]
}

/** Reads the current state of products, without the order of `ids`; a deleted product has no row. */
export async function readProductRows(
  db: Queryable,
  ids: readonly string[]
): Promise<ProductRow[]> {
  const query = { name: "products.rows", text: productRows, values: [ids] }
  const { rows } = await db.query<ProductRow>(query)
  return rows
}
