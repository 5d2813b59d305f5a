import type { DeliveryMethod } from "../../../modules/seller/rules/shipping-options"
import type { Queryable } from "../../lib/queryable"

export type TaxLineRow = {
  description: string | null
  tax_rate_id: string | null
  code: string
  rate: number
  provider_id: string | null
}

/** Amounts in major units, as decimal text. */
export type AdjustmentRow = {
  code: string | null
  amount: string
  description: string | null
  promotion_id: string | null
  provider_id: string | null
  is_tax_inclusive: boolean
  /** Whether the seller pays for the discount; the marketplace does otherwise. */
  seller_funded: boolean
}

/** What one unit of a variant takes from the seller's stock; `level_id` is null where the seller has none of it. */
export type StockRow = {
  inventory_item_id: string
  required_quantity: string
  level_id: string | null
  location_id: string | null
}

export type LineRow = {
  id: string
  variant_id: string | null
  product_id: string | null
  quantity: number
  unit_price: string
  /** Of the row, everything an order's line repeats. */
  row: Record<string, unknown>
  product_status: string | null
  price_set_id: string | null
  seller_id: string | null
  seller_status: string | null
  /** Nearest category first, then its parents. */
  category_ids: string[]
  manage_inventory: boolean
  allow_backorder: boolean
  stock: StockRow[]
  tax_lines: TaxLineRow[]
  adjustments: AdjustmentRow[]
}

export type ShippingRow = {
  id: string
  name: string
  description: unknown
  amount: string
  is_tax_inclusive: boolean
  shipping_option_id: string | null
  data: Record<string, unknown> | null
  metadata: Record<string, unknown> | null
  seller_id: string | null
  method: DeliveryMethod | null
  tax_lines: TaxLineRow[]
  adjustments: AdjustmentRow[]
}

export type CartSellerRow = {
  id: string
  business_name: string
  status: string
  payment_methods: string[]
}

/** A cart as checking out reads it. */
export type CartRow = {
  id: string
  customer_id: string | null
  email: string | null
  region_id: string | null
  sales_channel_id: string | null
  currency_code: string
  locale: string | null
  metadata: Record<string, unknown> | null
  completed_at: string | null
  shipping_address: Record<string, unknown> | null
  billing_address: Record<string, unknown> | null
  promotion_ids: string[]
  lines: LineRow[]
  shipping: ShippingRow[]
  sellers: CartSellerRow[]
}

const adjustmentsOf = (table: string, key: string, inclusive: string) => `
  (SELECT coalesce(jsonb_agg(jsonb_build_object(
            'code', a.code, 'amount', a.amount::text, 'description', a.description,
            'promotion_id', a.promotion_id, 'provider_id', a.provider_id,
            'is_tax_inclusive', ${inclusive},
            'seller_funded', coalesce(pr.metadata->>'funded_by' = 'seller', false)) ORDER BY a.id), '[]')
     FROM ${table} a LEFT JOIN promotion pr ON pr.id = a.promotion_id
    WHERE a.${key} AND a.deleted_at IS NULL)`

const taxLinesOf = (table: string, key: string) => `
  (SELECT coalesce(jsonb_agg(jsonb_build_object(
            'description', t.description, 'tax_rate_id', t.tax_rate_id, 'code', t.code,
            'rate', t.rate, 'provider_id', t.provider_id) ORDER BY t.id), '[]')
     FROM ${table} t WHERE t.${key} AND t.deleted_at IS NULL)`

const lines = `
SELECT li.id, li.variant_id, li.product_id, li.quantity, li.unit_price::text AS unit_price,
       to_jsonb(li) - 'raw_unit_price' - 'raw_compare_at_unit_price' AS row,
       p.status AS product_status, s.id AS seller_id, s.status AS seller_status,
       (SELECT ps.price_set_id FROM product_variant_price_set ps
         WHERE ps.variant_id = v.id AND ps.deleted_at IS NULL LIMIT 1) AS price_set_id,
       (SELECT coalesce(array_agg(part.id ORDER BY cardinality(string_to_array(pc.mpath, '.')) DESC, part.place DESC), '{}')
          FROM product_category_product pcp
          JOIN product_category pc ON pc.id = pcp.product_category_id AND pc.deleted_at IS NULL,
               unnest(string_to_array(pc.mpath, '.')) WITH ORDINALITY AS part (id, place)
         WHERE pcp.product_id = p.id AND part.id <> '') AS category_ids,
       coalesce(v.manage_inventory, false) AS manage_inventory,
       coalesce(v.allow_backorder, false) AS allow_backorder,
       (SELECT coalesce(jsonb_agg(jsonb_build_object(
                 'inventory_item_id', i.inventory_item_id, 'required_quantity', i.required_quantity::text,
                 'level_id', il.id, 'location_id', il.location_id) ORDER BY i.inventory_item_id), '[]')
          FROM product_variant_inventory_item i
          LEFT JOIN seller_stock_location sl ON sl.seller_id = s.id AND sl.deleted_at IS NULL
          LEFT JOIN inventory_level il ON il.inventory_item_id = i.inventory_item_id
           AND il.location_id = sl.stock_location_id AND il.deleted_at IS NULL
         WHERE i.variant_id = v.id AND i.deleted_at IS NULL) AS stock,
       ${taxLinesOf("cart_line_item_tax_line", "item_id = li.id")} AS tax_lines,
       ${adjustmentsOf("cart_line_item_adjustment", "item_id = li.id", "a.is_tax_inclusive")} AS adjustments
  FROM cart_line_item li
  LEFT JOIN product_variant v ON v.id = li.variant_id AND v.deleted_at IS NULL
  LEFT JOIN product p ON p.id = v.product_id AND p.deleted_at IS NULL
  LEFT JOIN product_seller pse ON pse.product_id = p.id AND pse.deleted_at IS NULL
  LEFT JOIN seller s ON s.id = pse.seller_id AND s.deleted_at IS NULL
 WHERE li.cart_id = c.id AND li.deleted_at IS NULL`

const shipping = `
SELECT sm.id, sm.name, sm.description, sm.amount::text AS amount, sm.is_tax_inclusive,
       sm.shipping_option_id, sm.data, sm.metadata, sp.seller_id,
       so.data->>'delivery_method' AS method,
       ${taxLinesOf("cart_shipping_method_tax_line", "shipping_method_id = sm.id")} AS tax_lines,
       ${adjustmentsOf("cart_shipping_method_adjustment", "shipping_method_id = sm.id", "true")} AS adjustments
  FROM cart_shipping_method sm
  LEFT JOIN shipping_option so ON so.id = sm.shipping_option_id AND so.deleted_at IS NULL
  LEFT JOIN seller_shipping_profile sp ON sp.shipping_profile_id = so.shipping_profile_id AND sp.deleted_at IS NULL
 WHERE sm.cart_id = c.id AND sm.deleted_at IS NULL`

const cart = `
SELECT c.id, c.customer_id, c.email, c.region_id, c.sales_channel_id, c.currency_code, c.locale,
       c.metadata, c.completed_at,
       (SELECT to_jsonb(a) FROM cart_address a WHERE a.id = c.shipping_address_id) AS shipping_address,
       (SELECT to_jsonb(a) FROM cart_address a WHERE a.id = c.billing_address_id) AS billing_address,
       (SELECT coalesce(array_agg(cp.promotion_id), '{}') FROM cart_promotion cp
         WHERE cp.cart_id = c.id AND cp.deleted_at IS NULL) AS promotion_ids,
       (SELECT coalesce(jsonb_agg(to_jsonb(l) ORDER BY l.id), '[]') FROM (${lines}) l) AS lines,
       (SELECT coalesce(jsonb_agg(to_jsonb(m) ORDER BY m.id), '[]') FROM (${shipping}) m) AS shipping,
       (SELECT coalesce(jsonb_agg(DISTINCT jsonb_build_object(
                 'id', s.id, 'business_name', s.business_name, 'status', s.status,
                 'payment_methods', s.payment_methods)), '[]')
          FROM cart_line_item li
          JOIN product_seller ps ON ps.product_id = li.product_id AND ps.deleted_at IS NULL
          JOIN seller s ON s.id = ps.seller_id AND s.deleted_at IS NULL
         WHERE li.cart_id = c.id AND li.deleted_at IS NULL) AS sellers
  FROM cart c WHERE c.id = $1 AND c.deleted_at IS NULL`

/** Reads a cart with all that placing it depends on; undefined where there is none of that id. */
export async function readCart(db: Queryable, cartId: string): Promise<CartRow | undefined> {
  const { rows } = await db.query<CartRow>(cart, [cartId])
  return rows[0]
}

/** Has a cart to itself until the transaction ends; false where there is none of that id. */
export async function lockCart(db: Queryable, cartId: string): Promise<boolean> {
  const { rowCount } = await db.query(
    "SELECT FROM cart WHERE id = $1 AND deleted_at IS NULL FOR UPDATE",
    [cartId]
  )
  return rowCount === 1
}
