import { signInAdmin, type Admin } from "../../support/admin"
import { createCart, openStore, type Store } from "../../support/store"
import { until } from "../../support/until"
import { openWorld, type World } from "../../support/world"

let world: World
let admin: Admin
let store: Store
let seller = ""
let product = { id: "", variant: "" }

beforeAll(async () => {
  world = await openWorld()
  admin = await signInAdmin(world)
  store = await openStore(world)
  const { rows } = await world.pool.query<{ seller: string; id: string; variant: string }>(
    `SELECT ps.seller_id AS seller, p.id, v.id AS variant
       FROM product_seller ps JOIN product p ON p.id = ps.product_id
       JOIN product_variant v ON v.product_id = p.id
       JOIN product_variant_inventory_item i ON i.variant_id = v.id
       JOIN inventory_level l ON l.inventory_item_id = i.inventory_item_id
      WHERE p.status = 'published' AND l.stocked_quantity > 20 ORDER BY p.handle LIMIT 1`
  )
  seller = rows[0]?.seller ?? ""
  product = { id: rows[0]?.id ?? "", variant: rows[0]?.variant ?? "" }
})
afterAll(() => world.close())
afterEach(() => admin.post(`/admin/sellers/${seller}/approve`).expect(200))

const suspend = () => admin.post(`/admin/sellers/${seller}/suspend`).expect(200)

async function listed(id: string, query = ""): Promise<boolean> {
  const answer = await store.get(`/store/products?limit=100&fields=id&id=${id}${query}`).expect(200)
  return (answer.body as { products: { id: string }[] }).products.some((entry) => entry.id === id)
}

async function count(): Promise<number> {
  const answer = await store.get("/store/products?limit=1&fields=id").expect(200)
  return (answer.body as { count: number }).count
}

const addToCart = async (quantity = 1) =>
  store
    .post(`/store/carts/${await createCart(world, store)}/line-items`)
    .send({ variant_id: product.variant, quantity })

describe("a suspended seller's goods on /store", () => {
  it("are in no list, on no page of their own and among no variants, and return on approval", async () => {
    const before = await count()
    expect(await listed(product.id)).toBe(true)
    await suspend()
    expect(await listed(product.id)).toBe(false)
    await store.get(`/store/products/${product.id}`).expect(404)
    await store.get(`/store/product-variants/${product.variant}`).expect(404)
    const { rows } = await world.pool.query<{ own: number }>(
      `SELECT count(*)::int AS own FROM product_seller ps JOIN product p ON p.id = ps.product_id
        WHERE ps.seller_id = $1 AND p.status = 'published' AND p.deleted_at IS NULL`,
      [seller]
    )
    expect(await count()).toBe(before - (rows[0]?.own ?? 0))

    await admin.post(`/admin/sellers/${seller}/approve`).expect(200)
    expect(await listed(product.id)).toBe(true)
    await store.get(`/store/products/${product.id}`).expect(200)
    expect(await count()).toBe(before)
  })

  it("are not had by a filter of the client's", async () => {
    await suspend()
    const [{ handle } = { handle: "" }] = (
      await world.pool.query<{ handle: string }>("SELECT handle FROM product WHERE id = $1", [
        product.id,
      ])
    ).rows
    for (const query of [`handle=${handle}`, `$or[0][id]=${product.id}`, `id[]=${product.id}`]) {
      const answer = await store.get(`/store/products?limit=100&fields=id&${query}`)
      const { products = [] } = answer.body as { products?: { id: string }[] }
      expect(products.map((entry) => entry.id)).not.toContain(product.id)
    }
  })

  it("are not among the products of a category or a tag", async () => {
    const asked = [
      "/store/product-categories?limit=100&fields=id,*products",
      "/store/product-categories?limit=100&fields=id,products.title,products.handle",
      "/store/product-tags?limit=1000&fields=id,*products",
    ]
    const { rows } = await world.pool.query<{ id: string }>(
      `SELECT p.id FROM product_seller ps JOIN product p ON p.id = ps.product_id
        WHERE ps.seller_id = $1 AND p.status = 'published'`,
      [seller]
    )
    const shown = async () =>
      Promise.all(
        asked.map(async (url) => {
          const { text } = await store.get(url).expect(200)
          return rows.filter(({ id }) => text.includes(`"id":"${id}"`)).length
        })
      )
    const before = await shown()
    expect(Math.min(...before)).toBeGreaterThan(0)
    await suspend()
    expect(await shown()).toEqual([0, 0, 0])
    await admin.post(`/admin/sellers/${seller}/approve`).expect(200)
    expect(await shown()).toEqual(before)
  })

  it("go into no cart", async () => {
    expect((await addToCart()).status).toBe(200)
    await suspend()
    expect((await addToCart()).status).toBe(400)
    const region = await world.pool.query<{ id: string }>("SELECT id FROM region LIMIT 1")
    await store
      .post("/store/carts")
      .send({
        region_id: region.rows[0]?.id,
        items: [{ variant_id: product.variant, quantity: 1 }],
      })
      .expect(400)
  })

  it("in a cart already are not added to and not bought, but taken out", async () => {
    const added = await addToCart()
    const { cart } = added.body as { cart: { id: string; items: { id: string }[] } }
    const line = `/store/carts/${cart.id}/line-items/${cart.items[0]?.id ?? ""}`
    const payment = await store
      .post("/store/payment-collections")
      .send({ cart_id: cart.id })
      .expect(200)
    const { id } = (payment.body as { payment_collection: { id: string } }).payment_collection
    await store
      .post(`/store/payment-collections/${id}/payment-sessions`)
      .send({ provider_id: "pp_mpesa" })
      .expect(200)
    await suspend()
    await store.post(line).send({ quantity: 2 }).expect(400)
    const completed = await store.post(`/store/carts/${cart.id}/complete`)
    expect(completed.text).toContain("not for sale")
    await store.delete(line).expect(200)
  })

  it("are gone within five seconds where they are ten thousand", async () => {
    await world.pool.query(
      `INSERT INTO product (id, title, handle, status, is_giftcard, discountable)
       SELECT 'prod_many_' || n, 'Produto ' || n, 'many-' || n, 'published', false, true
         FROM generate_series(1, 10000) n`
    )
    await world.pool.query(
      `INSERT INTO product_seller (id, product_id, seller_id)
       SELECT 'many_' || n, 'prod_many_' || n, $1 FROM generate_series(1, 10000) n`,
      [seller]
    )
    await world.pool.query(
      `INSERT INTO product_sales_channel (id, product_id, sales_channel_id)
       SELECT 'many_' || n, 'prod_many_' || n, (SELECT default_sales_channel_id FROM store LIMIT 1)
         FROM generate_series(1, 10000) n`
    )
    expect(await listed("prod_many_7")).toBe(true)
    expect(await count()).toBeGreaterThan(10_000)
    const begun = Date.now()
    await suspend()
    expect(await listed("prod_many_7")).toBe(false)
    expect(await count()).toBeLessThan(10_000)
    await store.get("/store/products/prod_many_9999").expect(404)
    expect((await addToCart()).status).toBe(400)
    expect(Date.now() - begun).toBeLessThan(5_000)
  })
})

describe("a product that is switched off", () => {
  it("is not on sale on /store until it is switched on again", async () => {
    const turn = (off: boolean) =>
      world.pool.query(
        `UPDATE catalog_product SET is_switched_off = $2 WHERE id =
           (SELECT catalog_product_id FROM product_catalog_product WHERE product_id = $1)`,
        [product.id, off]
      )
    await until("it is on sale", () => listed(product.id))
    await turn(true)
    expect(await listed(product.id)).toBe(false)
    await store.get(`/store/products/${product.id}`).expect(404)
    expect((await addToCart()).status).toBe(400)
    await turn(false)
    expect(await listed(product.id)).toBe(true)
    expect((await addToCart()).status).toBe(200)
  })
})
