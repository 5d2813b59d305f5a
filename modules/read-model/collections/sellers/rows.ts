import type { Queryable } from "../../postgres/pool"

export type Json = Record<string, unknown>

export type SellerRow = {
  id: string
  handle: string
  user_id: string | null
  business_name: string
  business_description: string
  logo: string | null
  banner: string | null
  category: string | null
  tags: string[]
  contact: Json | null
  address: Json | null
  business_hours: { day: number; open: string; close: string; is_open: boolean }[] | null
  delivery_options: Json | null
  payment_methods: string[]
  bank_account: Json | null
  commission_rate: number | null
  minimum_payout: number | null
  status: string
  approved_at: Date | null
  approved_by: string | null
  total_sales: string
  total_orders: number
  rating_sum: number
  review_count: number
  created_at: Date
  updated_at: Date
}

const sellerRows = `
SELECT s.*, coalesce(st.total_sales, 0)::text AS total_sales,
       coalesce(st.total_orders, 0) AS total_orders,
       coalesce(st.rating_sum, 0) AS rating_sum, coalesce(st.review_count, 0) AS review_count
  FROM seller s LEFT JOIN seller_stat st ON st.id = s.id
 WHERE s.id = ANY($1::text[]) AND s.deleted_at IS NULL`

/** Reads the current state of sellers, without the order of `ids`; a deleted seller has no row. */
export async function readSellerRows(db: Queryable, ids: readonly string[]): Promise<SellerRow[]> {
  const { rows } = await db.query<SellerRow>(sellerRows, [ids])
  return rows
}
