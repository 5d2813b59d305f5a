import type { Queryable } from "../../lib/queryable"
import { activityOf } from "./activity"
import type { CartState } from "./types"

/** A variant that is to be told of besides those in the cart: by Medusa's id, or by those clients know. */
export type Wanted = { variantIds?: readonly string[]; productId?: string; variantId?: string }

const taxLines = (table: string, key: string) => `
  (SELECT coalesce(json_agg(json_build_object(
            'description', t.description, 'tax_rate_id', t.tax_rate_id, 'code', t.code,
            'rate', t.rate, 'provider_id', t.provider_id) ORDER BY t.id), '[]')
     FROM ${table} t WHERE t.${key} AND t.deleted_at IS NULL)`

const adjustments = (table: string, key: string, inclusive: string) => `
  (SELECT coalesce(json_agg(json_build_object(
            'code', a.code, 'amount', a.amount::text, 'description', a.description,
            'promotion_id', a.promotion_id, 'provider_id', a.provider_id,
            'is_tax_inclusive', ${inclusive},
            'seller_funded', coalesce(pr.metadata->>'funded_by' = 'seller', false)) ORDER BY a.id), '[]')
     FROM ${table} a LEFT JOIN promotion pr ON pr.id = a.promotion_id
    WHERE a.${key} AND a.deleted_at IS NULL)`

const lines = `
  SELECT json_build_object(
           'id', li.id, 'variant_id', li.variant_id, 'product_id', li.product_id,
           'product_type_id', li.product_type_id, 'title', li.title,
           'variant_title', li.variant_title, 'thumbnail', li.thumbnail, 'quantity', li.quantity,
           'unit_price', li.unit_price::text,
           'compare_at_unit_price', li.compare_at_unit_price::text,
           'is_tax_inclusive', li.is_tax_inclusive, 'is_custom_price', li.is_custom_price,
           'is_discountable', li.is_discountable, 'metadata', li.metadata,
           'created_at', li.created_at,
           'tax_lines', ${taxLines("cart_line_item_tax_line", "item_id = li.id")},
           'adjustments', ${adjustments("cart_line_item_adjustment", "item_id = li.id", "a.is_tax_inclusive")}) AS line,
         li.created_at, li.id
    FROM cart_line_item li WHERE li.cart_id = c.id AND li.deleted_at IS NULL`

const shipping = `
  SELECT json_build_object(
           'id', sm.id, 'name', sm.name, 'amount', sm.amount::text,
           'is_tax_inclusive', sm.is_tax_inclusive, 'shipping_option_id', sm.shipping_option_id,
           'option_type_id', so.shipping_option_type_id, 'profile_id', so.shipping_profile_id,
           'seller_id', (SELECT sp.seller_id FROM seller_shipping_profile sp
                          WHERE sp.shipping_profile_id = so.shipping_profile_id
                            AND sp.deleted_at IS NULL LIMIT 1),
           'tax_lines', ${taxLines("cart_shipping_method_tax_line", "shipping_method_id = sm.id")},
           'adjustments', ${adjustments("cart_shipping_method_adjustment", "shipping_method_id = sm.id", "false")}) AS method,
         sm.id
    FROM cart_shipping_method sm
    LEFT JOIN shipping_option so ON so.id = sm.shipping_option_id
   WHERE sm.cart_id = c.id AND sm.deleted_at IS NULL`

const prices = `
  SELECT json_build_object(
           'set_id', min(a.price_set_id),
           'base', min(a.amount) FILTER (WHERE a.price_list_id IS NULL)::text,
           'list', (array_agg(a.amount::text ORDER BY a.amount, pl.type) FILTER (WHERE pl.id IS NOT NULL))[1],
           'list_type', (array_agg(pl.type ORDER BY a.amount, pl.type) FILTER (WHERE pl.id IS NOT NULL))[1],
           'is_ruled', bool_or(coalesce(a.rules_count, 0) > 0 OR a.min_quantity IS NOT NULL
                               OR a.max_quantity IS NOT NULL OR coalesce(pl.rules_count, 0) > 0)
                       OR count(DISTINCT pl.type) > 1) AS prices
    FROM product_variant_price_set ps
    JOIN price a ON a.price_set_id = ps.price_set_id AND a.deleted_at IS NULL
     AND a.currency_code = (SELECT currency_code FROM c)
    LEFT JOIN price_list pl ON pl.id = a.price_list_id AND pl.deleted_at IS NULL
     AND pl.status = 'active' AND (pl.starts_at IS NULL OR pl.starts_at <= now())
     AND (pl.ends_at IS NULL OR pl.ends_at >= now())
   WHERE ps.variant_id = v.id AND ps.deleted_at IS NULL
     AND (a.price_list_id IS NULL OR pl.id IS NOT NULL)
  HAVING count(*) > 0`

const stock = `
  SELECT coalesce(json_agg(json_build_object(
           'item', i.inventory_item_id, 'required', i.required_quantity,
           'available', coalesce((
              SELECT sum(il.stocked_quantity - il.reserved_quantity) FROM inventory_level il
               WHERE il.inventory_item_id = i.inventory_item_id AND il.deleted_at IS NULL
                 AND (s.id IS NULL OR il.location_id IN (
                      SELECT sl.stock_location_id FROM seller_stock_location sl
                       WHERE sl.seller_id = s.id AND sl.deleted_at IS NULL))), 0))
           ORDER BY i.inventory_item_id), '[]')
    FROM product_variant_inventory_item i WHERE i.variant_id = v.id AND i.deleted_at IS NULL`

const offers = `
  SELECT json_build_object(
           'variant_id', v.id, 'product_id', p.id, 'title', p.title, 'subtitle', p.subtitle,
           'description', p.description, 'handle', p.handle,
           'thumbnail', coalesce(v.thumbnail, p.thumbnail, (
              SELECT im.url FROM image im WHERE im.product_id = p.id AND im.deleted_at IS NULL
               ORDER BY im.rank, im.id LIMIT 1)),
           'variant_title', v.title, 'sku', v.sku, 'barcode', v.barcode,
           'type_id', p.type_id,
           'type', (SELECT pt.value FROM product_type pt WHERE pt.id = p.type_id),
           'collection_id', p.collection_id,
           'collection', (SELECT pc.title FROM product_collection pc WHERE pc.id = p.collection_id),
           'is_discountable', p.discountable, 'is_giftcard', p.is_giftcard,
           'shipping_profile_id', profile.id,
           'requires_shipping', profile.id IS NOT NULL OR EXISTS (
              SELECT FROM product_variant_inventory_item i
                JOIN inventory_item ii ON ii.id = i.inventory_item_id AND ii.requires_shipping
               WHERE i.variant_id = v.id AND i.deleted_at IS NULL),
           'status', p.status,
           'is_switched_off', EXISTS (
              SELECT FROM product_catalog_product l JOIN catalog_product x ON x.id = l.catalog_product_id
               WHERE l.product_id = p.id AND l.deleted_at IS NULL AND x.deleted_at IS NULL
                 AND x.is_switched_off),
           'seller', CASE WHEN s.id IS NULL THEN NULL ELSE json_build_object(
              'id', s.id, 'name', s.business_name, 'handle', s.handle, 'status', s.status) END,
           'prices', (${prices}),
           'manage_inventory', v.manage_inventory, 'allow_backorder', v.allow_backorder,
           'stock', (${stock}),
           'tags', ARRAY(SELECT t.product_tag_id FROM product_tags t WHERE t.product_id = p.id ORDER BY 1),
           'categories', ARRAY(SELECT k.product_category_id FROM product_category_product k
                                WHERE k.product_id = p.id ORDER BY 1)) AS offer,
         v.variant_rank, v.id
    FROM product_variant v
    JOIN product p ON p.id = v.product_id AND p.deleted_at IS NULL
    LEFT JOIN LATERAL (
      SELECT x.* FROM product_seller pse JOIN seller x ON x.id = pse.seller_id AND x.deleted_at IS NULL
       WHERE pse.product_id = p.id AND pse.deleted_at IS NULL ORDER BY pse.created_at, x.id LIMIT 1) s ON true
    LEFT JOIN LATERAL (
      SELECT psp.shipping_profile_id AS id FROM product_shipping_profile psp
       WHERE psp.product_id = p.id AND psp.deleted_at IS NULL LIMIT 1) profile ON true
   WHERE v.id = ANY(ARRAY(SELECT id FROM variants)) AND v.deleted_at IS NULL`

const taxRates = `
  SELECT coalesce(json_agg(json_build_object(
           'id', r.id, 'rate', r.rate, 'code', r.code, 'name', r.name, 'is_default', r.is_default,
           'is_combinable', r.is_combinable, 'region_id', t.id, 'parent_id', t.parent_id,
           'province', t.province_code, 'provider', t.provider_id,
           'rules', (SELECT coalesce(json_agg(json_build_object(
                              'reference', q.reference, 'reference_id', q.reference_id)), '[]')
                       FROM tax_rate_rule q
                      WHERE q.tax_rate_id = r.id AND q.deleted_at IS NULL
                        AND q.reference IN ('product', 'product_type')
                        AND q.reference_id IN (
                          SELECT unnest(ARRAY[p.id, p.type_id]) FROM product_variant v
                            JOIN product p ON p.id = v.product_id
                           WHERE v.id = ANY(ARRAY(SELECT id FROM variants))))) ORDER BY r.id), '[]')
    FROM tax_region t JOIN tax_rate r ON r.tax_region_id = t.id AND r.deleted_at IS NULL
   WHERE t.country_code = lower(address.country_code) AND t.deleted_at IS NULL
     AND (t.province_code IS NULL OR t.province_code = lower(address.province))`

/**
 * All of a cart in one row: its lines, and each variant as it can be bought now. Of the tables
 * that many products share, each is walked by its index for the few variants of a cart.
 */
const cartState = `
WITH c AS MATERIALIZED (SELECT * FROM cart WHERE id = $1 AND deleted_at IS NULL),
wanted AS MATERIALIZED (
  SELECT id FROM product_variant WHERE id = ANY($2::text[]) AND deleted_at IS NULL
  UNION ALL
  (SELECT v.id FROM product_variant v
    WHERE v.product_id = (SELECT medusa_id FROM object_id_map WHERE object_id = $3::text)
      AND v.deleted_at IS NULL
      AND ($4::text IS NULL OR v.id = (SELECT medusa_id FROM object_id_map WHERE object_id = $4::text))
    ORDER BY v.id LIMIT 2)),
variants AS MATERIALIZED (
  SELECT id FROM wanted
  UNION SELECT li.variant_id FROM cart_line_item li
   WHERE li.cart_id = $1 AND li.deleted_at IS NULL AND li.variant_id IS NOT NULL)
SELECT c.id, c.customer_id, c.email, c.region_id, c.sales_channel_id, c.currency_code, c.created_at,
       ${activityOf("c")} AS active_at,
       CASE WHEN address.id IS NULL THEN NULL ELSE json_build_object(
         'country_code', address.country_code, 'province', address.province,
         'city', address.city, 'postal_code', address.postal_code) END AS address,
       ARRAY(SELECT g.customer_group_id FROM customer_group_customer g
              WHERE g.customer_id = c.customer_id AND g.deleted_at IS NULL) AS customer_groups,
       coalesce((SELECT r.automatic_taxes FROM region r WHERE r.id = c.region_id), false) AS automatic_taxes,
       coalesce((SELECT pp.is_tax_inclusive FROM price_preference pp
                  WHERE pp.attribute = 'currency_code' AND pp.value = c.currency_code
                    AND pp.deleted_at IS NULL LIMIT 1), false) AS tax_inclusive,
       (${taxRates}) AS tax_rates,
       (SELECT coalesce(json_agg(json_build_object(
                 'id', pr.id, 'code', pr.code, 'is_automatic', pr.is_automatic,
                 'seller_funded', coalesce(pr.metadata->>'funded_by' = 'seller', false)) ORDER BY cp.created_at, pr.id), '[]')
          FROM cart_promotion cp JOIN promotion pr ON pr.id = cp.promotion_id AND pr.deleted_at IS NULL
         WHERE cp.cart_id = c.id AND cp.deleted_at IS NULL) AS promotions,
       EXISTS (SELECT FROM promotion pr WHERE pr.is_automatic AND pr.status = 'active'
                                          AND pr.deleted_at IS NULL) AS has_automatic_promotions,
       EXISTS (SELECT FROM cart_payment_collection pc
                WHERE pc.cart_id = c.id AND pc.deleted_at IS NULL) AS has_payment_collection,
       (SELECT coalesce(json_agg(l.line ORDER BY l.created_at, l.id), '[]') FROM (${lines}) l) AS lines,
       (SELECT coalesce(json_agg(m.method ORDER BY m.id), '[]') FROM (${shipping}) m) AS shipping,
       (SELECT coalesce(json_agg(o.offer ORDER BY o.variant_rank NULLS LAST, o.id), '[]') FROM (${offers}) o) AS offers,
       ARRAY(SELECT id FROM wanted) AS wanted
  FROM c LEFT JOIN cart_address address ON address.id = c.shipping_address_id`

/** Reads a cart; undefined where there is none of that id. */
export async function readCartState(
  db: Queryable,
  cartId: string,
  { variantIds = [], productId, variantId }: Wanted = {}
): Promise<CartState | undefined> {
  const { rows } = await db.query<CartState>(cartState, [
    cartId,
    variantIds,
    productId?.toLowerCase() ?? null,
    variantId?.toLowerCase() ?? null,
  ])
  return rows[0]
}
