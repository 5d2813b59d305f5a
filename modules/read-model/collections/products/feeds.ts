import type { Feed } from "../projection"

const byVariant = `SELECT product_id AS id FROM product_variant WHERE id = ANY($1::text[])`

const byPriceSet = `
SELECT v.product_id AS id FROM product_variant_price_set l
  JOIN product_variant v ON v.id = l.variant_id WHERE l.price_set_id = ANY($1::text[])`

const byPriceList = `
SELECT v.product_id AS id FROM price a
  JOIN product_variant_price_set l ON l.price_set_id = a.price_set_id
  JOIN product_variant v ON v.id = l.variant_id WHERE a.price_list_id = ANY($1::text[])`

const byInventoryItem = `
SELECT v.product_id AS id FROM product_variant_inventory_item i
  JOIN product_variant v ON v.id = i.variant_id WHERE i.inventory_item_id = ANY($1::text[])`

const byOption = `SELECT product_id AS id FROM product_product_option WHERE product_option_id = ANY($1::text[])`

const byOptionLink = `SELECT product_id AS id FROM product_product_option WHERE id = ANY($1::text[])`

const byOptionValue = `
SELECT o.product_id AS id FROM product_product_option_value l
  JOIN product_product_option o ON o.id = l.product_product_option_id
 WHERE l.product_option_value_id = ANY($1::text[])
UNION SELECT v.product_id FROM product_variant_option vo JOIN product_variant v ON v.id = vo.variant_id
 WHERE vo.option_value_id = ANY($1::text[])`

/** A moved category changes the path of every product below it. */
const byCategory = `
WITH RECURSIVE down AS (
  SELECT id FROM product_category WHERE id = ANY($1::text[])
  UNION SELECT k.id FROM product_category k JOIN down ON k.parent_category_id = down.id)
SELECT pcp.product_id AS id FROM product_category_product pcp JOIN down ON down.id = pcp.product_category_id`

const byTag = `SELECT product_id AS id FROM product_tags WHERE product_tag_id = ANY($1::text[])`
const byCatalog = `SELECT product_id AS id FROM product_catalog_product WHERE catalog_product_id = ANY($1::text[])`
const bySeller = `SELECT product_id AS id FROM product_seller WHERE seller_id = ANY($1::text[])`

/** Products of sellers that are not, or no longer, approved. */
const ofHiddenSeller = `
SELECT ps.product_id AS id FROM product_seller ps
 WHERE ps.seller_id = ANY($1::text[]) AND ps.deleted_at IS NULL
   AND NOT EXISTS (SELECT FROM seller s WHERE s.id = ps.seller_id AND s.status = 'approved'
                                          AND s.deleted_at IS NULL)`

/** Every table a product's document is made of. */
export const productFeeds: readonly Feed[] = [
  { table: "product", column: "id" },
  { table: "image", column: "product_id" },
  { table: "product_tags", column: "product_id" },
  { table: "product_tag", column: "id", resolve: byTag },
  { table: "product_category_product", column: "product_id" },
  { table: "product_category", column: "id", resolve: byCategory },
  { table: "product_variant", column: "product_id" },
  { table: "product_variant_option", column: "variant_id", resolve: byVariant },
  { table: "product_option", column: "id", resolve: byOption },
  { table: "product_option_value", column: "id", resolve: byOptionValue },
  { table: "product_product_option", column: "product_id" },
  {
    table: "product_product_option_value",
    column: "product_product_option_id",
    resolve: byOptionLink,
  },
  { table: "product_variant_price_set", column: "variant_id", resolve: byVariant },
  { table: "price", column: "price_set_id", resolve: byPriceSet },
  { table: "price_list", column: "id", resolve: byPriceList },
  { table: "product_variant_inventory_item", column: "variant_id", resolve: byVariant },
  { table: "inventory_level", column: "inventory_item_id", resolve: byInventoryItem },
  { table: "product_catalog_product", column: "product_id" },
  { table: "catalog_product", column: "id", resolve: byCatalog },
  { table: "product_seller", column: "product_id" },
  { table: "seller", column: "id", resolve: bySeller, hides: ofHiddenSeller },
  { table: "product_stat", column: "id" },
  { table: "product_view", column: "id", quiet: true },
]
