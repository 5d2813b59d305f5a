import type { Pool } from "pg"
import type { Random } from "./random"

type Change = (pool: Pool, random: Random) => Promise<unknown>

/** A product that stands, at random; `none` where there is none. */
export async function someProduct(pool: Pool, random: Random): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    "SELECT id FROM product WHERE deleted_at IS NULL ORDER BY id OFFSET $1 LIMIT 1",
    [random.below(150)]
  )
  return rows[0]?.id ?? "none"
}

/** A row of a table that stands, at random. */
export async function some(pool: Pool, random: Random, table: string): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM ${table} WHERE deleted_at IS NULL ORDER BY id OFFSET $1 % greatest(
       (SELECT count(*) FROM ${table} WHERE deleted_at IS NULL), 1) LIMIT 1`,
    [random.below(1_000)]
  )
  return rows[0]?.id ?? "none"
}

const ofProduct = "SELECT id FROM product_variant WHERE product_id = $1"

/** Writes of every kind that changes a document, as plain SQL by nobody the read model knows. */
export const catalogueChanges: Record<string, Change> = {
  title: async (pool, random) =>
    pool.query("UPDATE product SET title = title || $2 WHERE id = $1", [
      await someProduct(pool, random),
      random.pick([" novo", " fresco", " da época"]),
    ]),
  price: async (pool, random) =>
    pool.query(
      `UPDATE price SET amount = $2::numeric, raw_amount = jsonb_build_object('value', ($2::numeric)::text, 'precision', 20)
        WHERE currency_code = 'mzn' AND price_list_id IS NULL AND price_set_id IN (
          SELECT price_set_id FROM product_variant_price_set WHERE variant_id IN (${ofProduct}))`,
      [await someProduct(pool, random), (1_000 + random.below(50_000)) / 100]
    ),
  stock: async (pool, random) =>
    pool.query(
      `UPDATE inventory_level SET stocked_quantity = $2 WHERE inventory_item_id IN (
         SELECT inventory_item_id FROM product_variant_inventory_item WHERE variant_id IN (${ofProduct}))`,
      [await someProduct(pool, random), random.pick([0, 0, 3, 40])]
    ),
  reservation: async (pool, random) =>
    pool.query(
      `UPDATE inventory_level SET reserved_quantity = least(stocked_quantity, $2) WHERE inventory_item_id IN (
         SELECT inventory_item_id FROM product_variant_inventory_item WHERE variant_id IN (${ofProduct}))`,
      [await someProduct(pool, random), random.below(5)]
    ),
  status: async (pool, random) =>
    pool.query("UPDATE product SET status = $2 WHERE id = $1", [
      await someProduct(pool, random),
      random.pick(["published", "published", "draft", "proposed"]),
    ]),
  flags: async (pool, random) =>
    pool.query(
      `UPDATE catalog_product SET is_vegan = NOT is_vegan, allergens = $2 WHERE id IN (
         SELECT catalog_product_id FROM product_catalog_product WHERE product_id = $1)`,
      [await someProduct(pool, random), random.pick([[], ["leite"], ["soja", "amendoim"]])]
    ),
  category: async (pool, random) =>
    pool.query(
      "UPDATE product_category_product SET product_category_id = $2 WHERE product_id = $1",
      [await someProduct(pool, random), await some(pool, random, "product_category")]
    ),
  categoryMove: async (pool, random) =>
    pool.query(
      `UPDATE product_category SET parent_category_id = $2
        WHERE id = $1 AND parent_category_id IS NOT NULL
          AND $2 IN (SELECT id FROM product_category WHERE parent_category_id IS NULL AND deleted_at IS NULL)`,
      [await some(pool, random, "product_category"), await some(pool, random, "product_category")]
    ),
  categoryName: async (pool, random) =>
    pool.query("UPDATE product_category SET name = name || '.', is_active = $2 WHERE id = $1", [
      await some(pool, random, "product_category"),
      random.pick([true, true, false]),
    ]),
  tagAway: async (pool, random) =>
    pool.query("DELETE FROM product_tags WHERE product_id = $1", [await someProduct(pool, random)]),
  tagName: async (pool, random) =>
    pool.query("UPDATE product_tag SET value = value || 's' WHERE id = $1", [
      await some(pool, random, "product_tag"),
    ]),
  image: async (pool, random) =>
    pool.query(
      `INSERT INTO image (id, url, rank, product_id)
       SELECT $1, '/media/' || $1, 9, id FROM product WHERE id = $2`,
      [`img_${random.below(2 ** 31)}_${random.below(2 ** 31)}`, await someProduct(pool, random)]
    ),
  variantAway: async (pool, random) =>
    pool.query(`UPDATE product_variant SET deleted_at = now() WHERE id = (${ofProduct} LIMIT 1)`, [
      await someProduct(pool, random),
    ]),
  softDelete: async (pool, random) =>
    pool.query("UPDATE product SET deleted_at = now() WHERE id = $1", [
      await someProduct(pool, random),
    ]),
  revive: (pool) =>
    pool.query(
      "UPDATE product SET deleted_at = NULL WHERE id IN (SELECT id FROM product WHERE deleted_at IS NOT NULL LIMIT 3)"
    ),
  hardDelete: async (pool, random) =>
    pool.query("DELETE FROM product WHERE id = $1 AND random() < 0.3", [
      await someProduct(pool, random),
    ]),
  seller: async (pool, random) =>
    pool.query("UPDATE seller SET status = $2 WHERE id = $1", [
      await some(pool, random, "seller"),
      random.pick(["approved", "approved", "suspended"]),
    ]),
  sellerChange: async (pool, random) =>
    pool.query("UPDATE product_seller SET seller_id = $2 WHERE product_id = $1", [
      await someProduct(pool, random),
      await some(pool, random, "seller"),
    ]),
  stat: async (pool, random) =>
    pool.query(
      `INSERT INTO product_stat (id, sales_count) VALUES ($1, 1)
       ON CONFLICT (id) DO UPDATE SET sales_count = product_stat.sales_count + 1`,
      [await someProduct(pool, random)]
    ),
  view: async (pool, random) =>
    pool.query(
      `INSERT INTO product_view (id, view_count) VALUES ($1, 1)
       ON CONFLICT (id) DO UPDATE SET view_count = product_view.view_count + 1`,
      [await someProduct(pool, random)]
    ),
  setting: (pool, random) =>
    pool.query(
      `INSERT INTO setting (id, key, value) VALUES ('set_' || gen_random_uuid(), 'general.page_size', to_jsonb($1::int))
       ON CONFLICT (key) WHERE deleted_at IS NULL DO UPDATE SET value = excluded.value`,
      [5 + random.below(50)]
    ),
  bulk: (pool, random) =>
    pool.query(
      "UPDATE product SET updated_at = now() WHERE id IN (SELECT id FROM product OFFSET $1 LIMIT 60)",
      [random.below(100)]
    ),
}
