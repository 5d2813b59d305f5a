import type { Pool } from "pg"
import type { Response } from "supertest"
import type { Admin } from "./admin"
import { some, someProduct } from "./catalogue-changes"
import type { Random } from "./random"

type DashboardChange = (admin: Admin, pool: Pool, random: Random) => Promise<Response>

type Stocked = { variant_id: string; inventory_item_id: string; location_id: string }

/** A variant with a stock level of a product that stands at random. */
async function someVariant(pool: Pool, random: Random): Promise<Stocked | undefined> {
  const { rows } = await pool.query<Stocked>(
    `SELECT v.id AS variant_id, l.inventory_item_id, l.location_id
       FROM product_variant v
       JOIN product_variant_inventory_item i ON i.variant_id = v.id AND i.deleted_at IS NULL
       JOIN inventory_level l ON l.inventory_item_id = i.inventory_item_id AND l.deleted_at IS NULL
      WHERE v.deleted_at IS NULL
        AND EXISTS (SELECT FROM product p WHERE p.id = v.product_id AND p.deleted_at IS NULL)
      ORDER BY v.id OFFSET $1 LIMIT 1`,
    [random.below(100)]
  )
  return rows[0]
}

/**
 * Writes through the doors that staff use: Medusa's workflows and ours, behind the
 * dashboard's API. A random target may be gone by then, which the answer says.
 */
export const dashboardChanges: Record<string, DashboardChange> = {
  title: async (admin, pool, random) =>
    admin
      .post(`/admin/products/${await someProduct(pool, random)}`)
      .send({ title: `Do painel ${random.below(1_000)}` }),
  price: async (admin, pool, random) => {
    const { rows } = await pool.query<{ id: string; product_id: string }>(
      "SELECT id, product_id FROM product_variant WHERE product_id = $1 AND deleted_at IS NULL LIMIT 1",
      [await someProduct(pool, random)]
    )
    return admin
      .post(`/admin/products/${rows[0]?.product_id ?? "none"}/variants/${rows[0]?.id ?? "none"}`)
      .send({ prices: [{ currency_code: "mzn", amount: (1_000 + random.below(50_000)) / 100 }] })
  },
  stock: async (admin, pool, random) => {
    const variant = await someVariant(pool, random)
    return admin
      .post(
        `/admin/inventory-items/${variant?.inventory_item_id ?? "none"}/location-levels/${variant?.location_id ?? "none"}`
      )
      .send({ stocked_quantity: 50 + random.below(50) })
  },
  // Begins and ends while the test runs: neither is a write.
  priceList: async (admin, pool, random) => {
    const variant = await someVariant(pool, random)
    const starts = Date.now() + 300 + random.below(500)
    return admin.post("/admin/price-lists").send({
      title: "Promoção",
      description: "Por pouco tempo",
      type: random.pick(["sale", "override"]),
      status: "active",
      starts_at: new Date(starts).toISOString(),
      ends_at: new Date(starts + 500 + random.below(3_000)).toISOString(),
      prices: [
        {
          variant_id: variant?.variant_id ?? "none",
          currency_code: "mzn",
          amount: (100 + random.below(900)) / 100,
        },
      ],
    })
  },
  bulkUpdate: async (admin, pool, random) =>
    admin.post("/admin/products/batch").send({
      update: [
        { id: await someProduct(pool, random), status: random.pick(["published", "draft"]) },
      ],
    }),
  bulkDelete: async (admin, pool, random) => {
    const { rows } = await pool.query<{ id: string }>(
      "SELECT id FROM product WHERE deleted_at IS NULL ORDER BY id OFFSET $1 LIMIT 2",
      [random.below(100)]
    )
    return admin.post("/admin/products/batch").send({ delete: rows.map((row) => row.id) })
  },
  categoryMove: async (admin, pool, random) => {
    const { rows } = await pool.query<{ id: string }>(
      `SELECT c.id FROM product_category c WHERE c.deleted_at IS NULL AND c.parent_category_id IS NOT NULL
          AND NOT EXISTS (SELECT FROM product_category k WHERE k.parent_category_id = c.id)
        ORDER BY c.id OFFSET $1 LIMIT 1`,
      [random.below(10)]
    )
    const roots = await pool.query<{ id: string }>(
      "SELECT id FROM product_category WHERE deleted_at IS NULL AND parent_category_id IS NULL ORDER BY id"
    )
    return admin
      .post(`/admin/product-categories/${rows[0]?.id ?? "none"}`)
      .send({ parent_category_id: random.pick(roots.rows).id })
  },
  sellerWorkflow: async (admin, pool, random) =>
    admin.post(
      `/admin/sellers/${await some(pool, random, "seller")}/${random.pick(["suspend", "approve", "approve"])}`
    ),
  setting: async (admin, _pool, random) =>
    admin
      .post("/admin/marketplace-settings/general.page_size")
      .send({ value: 5 + random.below(50) }),
}
