import { signInAdmin, type Admin } from "../../support/admin"
import { until } from "../../support/until"
import { openWorld, type World } from "../../support/world"

type Product = Record<string, unknown> & {
  id: string
  price: number
  stock: number
  status: string
}

let world: World
let admin: Admin

beforeAll(async () => {
  world = await openWorld()
  admin = await signInAdmin(world)
})
afterAll(() => world.close())

type AdminProduct = {
  id: string
  handle: string
  title: string
  variants: { id: string; prices: { id: string; currency_code: string; amount: number }[] }[]
}

/** A published product as the dashboard reads it. */
async function adminProduct(offset: number): Promise<AdminProduct> {
  const answer = await admin
    .get(
      `/admin/products?limit=1&offset=${offset}&status[]=published&order=handle&fields=id,handle,title,*variants,*variants.prices`
    )
    .expect(200)
  const [product] = (answer.body as { products: AdminProduct[] }).products
  if (product === undefined) {
    throw new Error("The demonstration marketplace has no such product")
  }
  return product
}

async function shown(slug: string): Promise<Product | undefined> {
  const answer = await world.api.get(`/v1/products/${slug}`)
  return answer.status === 200
    ? (answer.body as { data: { product: Product } }).data.product
    : undefined
}

async function listed(slug: string, query: string): Promise<boolean> {
  const answer = await world.api.get(`/v1/products?limit=100&fields=slug&${query}`).expect(200)
  return (answer.body as { data: { products: { slug: string }[] } }).data.products.some(
    (product) => product.slug === slug
  )
}

describe("what an admin changes in the dashboard shows in /v1", () => {
  it("a title", async () => {
    const { id, handle } = await adminProduct(0)
    await shown(handle)
    await admin.post(`/admin/products/${id}`).send({ title: "Nome novo" }).expect(200)
    await until("the new name shows", async () => (await shown(handle))?.name === "Nome novo")
  })

  it("a price", async () => {
    const { id, handle, variants } = await adminProduct(1)
    const before = await shown(handle)
    for (const variant of variants) {
      const prices = variant.prices.filter((price) => price.currency_code === "mzn")
      await admin
        .post(`/admin/products/${id}/variants/${variant.id}`)
        .send({
          prices: prices.map((price) => ({ id: price.id, currency_code: "mzn", amount: 77.5 })),
        })
        .expect(200)
    }
    const after = await until("the new price shows", async () => {
      const product = await shown(handle)
      return product?.price === 7_750 && product
    })
    expect(after.price).not.toBe(before?.price)
    expect(await listed(handle, "minPrice=7750&maxPrice=7750")).toBe(true)
  })

  it("stock that runs out and comes back", async () => {
    const { handle, variants } = await adminProduct(2)
    const ids = variants.map((variant) => variant.id)
    const setStock = async (quantity: number) => {
      const answer = await admin
        .get(
          `/admin/products/${(await adminProduct(2)).id}/variants?fields=id,*inventory_items,*inventory_items.inventory,*inventory_items.inventory.location_levels`
        )
        .expect(200)
      type Row = {
        id: string
        inventory_items: { inventory: { id: string; location_levels: { location_id: string }[] } }[]
      }
      for (const row of (answer.body as { variants: Row[] }).variants.filter((entry) =>
        ids.includes(entry.id)
      )) {
        for (const { inventory } of row.inventory_items) {
          for (const level of inventory.location_levels) {
            await admin
              .post(`/admin/inventory-items/${inventory.id}/location-levels/${level.location_id}`)
              .send({ stocked_quantity: quantity })
              .expect(200)
          }
        }
      }
    }
    await setStock(0)
    await until("it is out of stock", async () => (await shown(handle))?.status === "out_of_stock")
    await setStock(12)
    const whole = 12 * variants.length
    const back = await until("all of it is back", async () => {
      const product = await shown(handle)
      return product?.stock === whole && product
    })
    expect(back.status).toBe("active")
  })

  it("a product taken back to draft, then published", async () => {
    const { id, handle } = await adminProduct(3)
    await admin.post(`/admin/products/${id}`).send({ status: "draft" }).expect(200)
    await until("it is gone", async () => (await shown(handle)) === undefined)
    await admin.post(`/admin/products/${id}`).send({ status: "published" }).expect(200)
    await until("it is back", async () => (await shown(handle)) !== undefined)
  })

  it("a category that moves takes its products along", async () => {
    const answer = await world.api.get("/v1/products/categories").expect(200)
    type Node = { id: string; slug: string; children: Node[] }
    const { categories } = (answer.body as { data: { categories: Node[] } }).data
    const [from, to] = categories
    const moved = from?.children[0]
    const ids = await world.pool.query<{ id: string; handle: string }>(
      "SELECT id, handle FROM product_category WHERE handle = ANY($1)",
      [[moved?.slug, to?.slug]]
    )
    const idOf = (slug?: string) => ids.rows.find((row) => row.handle === slug)?.id ?? ""
    const total = async (slug?: string) => {
      const list = await world.api.get(`/v1/products/categories/${slug ?? ""}?limit=1`).expect(200)
      return (list.body as { data: { pagination: { total: number } } }).data.pagination.total
    }
    const before = { moved: await total(moved?.slug), to: await total(to?.slug) }
    expect(before.moved).toBeGreaterThan(0)
    await admin
      .post(`/admin/product-categories/${idOf(moved?.slug)}`)
      .send({ parent_category_id: idOf(to?.slug) })
      .expect(200)
    await until(
      "its products count below the new parent",
      async () => (await total(to?.slug)) === before.to + before.moved
    )
  })

  it("a price list that begins by the clock, and ends by it", async () => {
    const { handle, variants } = await adminProduct(4)
    const before = await shown(handle)
    const startsAt = new Date(Date.now() + 1_500)
    const endsAt = new Date(Date.now() + 4_000)
    await admin
      .post("/admin/price-lists")
      .send({
        title: "Promoção",
        description: "Por pouco tempo",
        type: "sale",
        status: "active",
        starts_at: startsAt.toISOString(),
        ends_at: endsAt.toISOString(),
        prices: variants.map((variant) => ({
          variant_id: variant.id,
          currency_code: "mzn",
          amount: 1.5,
        })),
      })
      .expect(200)
    expect((await shown(handle))?.price).toBe(before?.price)
    const reduced = await until("the sale begins", async () => {
      const product = await shown(handle)
      return product?.price === 150 && product
    })
    expect(Date.now()).toBeGreaterThanOrEqual(startsAt.getTime())
    expect(reduced.comparePrice).toBeGreaterThan(150)
    await until("the sale ends", async () => (await shown(handle))?.price === before?.price)
    expect(Date.now()).toBeGreaterThanOrEqual(endsAt.getTime())
  })

  it("a deletion of many at once", async () => {
    const { rows } = await world.pool.query<{ id: string; handle: string }>(
      "SELECT id, handle FROM product WHERE deleted_at IS NULL ORDER BY handle OFFSET 50 LIMIT 30"
    )
    await admin
      .post("/admin/products/batch")
      .send({ delete: rows.map((row) => row.id) })
      .expect(200)
    await until("all are gone", async () => {
      const found = await Promise.all(rows.map((row) => shown(row.handle)))
      return found.every((product) => product === undefined)
    })
  })
})

describe("a seller", () => {
  it("takes its goods out of every answer when it is suspended, and back when approved", async () => {
    const answer = await world.api.get("/v1/sellers?limit=1").expect(200)
    const [seller] = (answer.body as { data: { sellers: { id: string; slug: string }[] } }).data
      .sellers
    const slug = seller?.slug ?? ""
    const goods = await world.api.get(`/v1/sellers/${slug}/products?limit=1`).expect(200)
    const [product] = (goods.body as { data: { products: { slug: string }[] } }).data.products
    const { rows } = await world.pool.query<{ id: string }>(
      "SELECT id FROM seller WHERE handle = $1",
      [slug]
    )
    const id = rows[0]?.id ?? ""

    await admin.post(`/admin/sellers/${id}/suspend`).expect(200)
    await until("its product is gone", async () => (await shown(product?.slug ?? "")) === undefined)
    await until(
      "the seller is gone",
      async () => (await world.api.get(`/v1/sellers/${slug}`)).status === 404
    )
    const search = await world.api.get(`/v1/products?seller=${seller?.id ?? ""}`)
    expect((search.body as { data: { pagination: { total: number } } }).data.pagination.total).toBe(
      0
    )

    await admin.post(`/admin/sellers/${id}/approve`).expect(200)
    await until("its product is back", async () => (await shown(product?.slug ?? "")) !== undefined)
  })
})

describe("settings", () => {
  it("are effective within a second of their change, on answers that were ready before", async () => {
    const sizes = async () =>
      Promise.all(
        ["/v1/products?fields=slug", "/v1/sellers?fields=slug"].map(async (url) => {
          const { data } = (await world.api.get(url)).body as {
            data: { products?: unknown[]; sellers?: unknown[] }
          }
          return (data.products ?? data.sellers ?? []).length
        })
      )
    for (const size of [11, 9, 10, 8]) {
      await admin
        .post("/admin/marketplace-settings/general.page_size")
        .send({ value: size })
        .expect(200)
      await until(
        "both lists have the new size",
        async () => (await sizes()).every((length) => length === size),
        1_000
      )
    }
  })

  it("are shown, and their documents with them", async () => {
    await admin.post("/admin/marketplace-settings/general.page_size").send({ value: 7 }).expect(200)
    await until(
      "lists have the new size",
      async () => {
        const answer = await world.api.get("/v1/products?fields=slug")
        return (answer.body as { data: { products: unknown[] } }).data.products.length === 7
      },
      1_000
    )
    const answer = await world.api.get("/v1/settings").expect(200)
    expect((answer.body as { data: { settings: object } }).data.settings).toMatchObject({
      "general.page_size": 7,
      "general.marketplace_name": "Txova",
    })
    await until("its document shows it", async () => {
      const document = await world.mongo
        .collection("system_settings")
        .findOne({ key: "general.page_size" })
      return document?.value === 7 && document.type === "number"
    })
  })

  it("refuse a value of the wrong kind, and a key nobody registered", async () => {
    await admin
      .post("/admin/marketplace-settings/general.page_size")
      .send({ value: "many" })
      .expect(400)
    await admin.post("/admin/marketplace-settings/general.nothing").send({ value: 1 }).expect(404)
    await world.api
      .post("/admin/marketplace-settings/general.page_size")
      .send({ value: 9 })
      .expect(401)
  })
})
