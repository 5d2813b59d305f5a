import { isObjectId } from "../../../src/lib/object-id"
import { openWorld, type World } from "../../support/world"

type Product = Record<string, unknown> & { id: string; slug: string; price: number; tags: string[] }
type ListBody = {
  success: boolean
  data: {
    products: Product[]
    pagination: {
      page: number
      limit: number
      total: number
      pages: number
      nextCursor: string | null
    }
    facets?: {
      categories: { id: string; name: string; count: number }[]
      flags: Record<string, number>
    }
  }
}

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

async function list(query = ""): Promise<ListBody["data"]> {
  const answer = await world.api.get(`/v1/products${query}`)
  expect({ status: answer.status, body: answer.status === 200 ? {} : answer.body }).toEqual({
    status: 200,
    body: {},
  })
  return (answer.body as ListBody).data
}

async function all(query: string): Promise<Product[]> {
  const { products, pagination } = await list(`?limit=100&${query}`)
  expect(pagination.total).toBe(products.length)
  return products
}

describe("the product list", () => {
  it("gives the first page of the catalogue with its total", async () => {
    const { products, pagination } = await list()
    expect(products).toHaveLength(20)
    expect(pagination).toMatchObject({ page: 1, limit: 20, isTotalExact: true })
    expect(pagination.total).toBeGreaterThanOrEqual(200)
    expect(pagination.pages).toBe(Math.ceil(pagination.total / 20))
    for (const product of products) {
      expect(isObjectId(product.id)).toBe(true)
      expect(Number.isInteger(product.price)).toBe(true)
    }
  })

  it("shows nobody what is the seller's alone", async () => {
    const { products } = await list("?limit=100")
    const detail = await world.api.get(`/v1/products/${products[0]?.slug ?? ""}`).expect(200)
    const seen = new Set([
      ...products.flatMap(Object.keys),
      ...Object.keys((detail.body as { data: { product: object } }).data.product),
    ])
    for (const secret of ["costPrice", "minStock", "maxStock", "medusaId", "version", "isPublic"]) {
      expect(seen).not.toContain(secret)
    }
  })

  it("pages without gaps or repeats, by page and by cursor", async () => {
    const byPage: string[] = []
    const byCursor: string[] = []
    let cursor = ""
    for (let page = 1; page <= 3; page += 1) {
      byPage.push(...(await list(`?limit=30&page=${page}&sort=price`)).products.map((p) => p.id))
      const next = await list(`?limit=30&sort=price${cursor === "" ? "" : `&cursor=${cursor}`}`)
      byCursor.push(...next.products.map((p) => p.id))
      cursor = next.pagination.nextCursor ?? ""
    }
    expect(new Set(byPage).size).toBe(90)
    expect(byCursor).toEqual(byPage)
  })

  it.each([
    ["price", (p: Product) => p.price, 1],
    ["-price", (p: Product) => p.price, -1],
    ["-salesCount", (p: Product) => p.salesCount as number, -1],
    ["-rating", (p: Product) => p.averageRating as number, -1],
  ] as const)("sorts by %s", async (sort, valueOf, direction) => {
    const values = (await list(`?sort=${sort}&limit=100`)).products.map(valueOf)
    expect(values).toEqual([...values].sort((a, b) => (a - b) * direction))
  })

  it("filters by a price range, inclusive", async () => {
    const products = await all("minPrice=10000&maxPrice=15000")
    expect(products.length).toBeGreaterThan(5)
    expect(products.every((p) => p.price >= 10_000 && p.price <= 15_000)).toBe(true)
  })

  it.each([
    ["organic=true", (p: Product) => p.isOrganic === true],
    ["organic=false", (p: Product) => p.isOrganic === false],
    ["vegan=false", (p: Product) => p.isVegan === false],
    ["glutenFree=false", (p: Product) => p.isGlutenFree === false],
    ["featured=true", (p: Product) => p.isFeatured === true],
    ["bestSeller=true", (p: Product) => p.isBestSeller === true],
    ["inStock=false", (p: Product) => p.isInStock === false && p.status === "out_of_stock"],
  ] as const)("filters by %s", async (query, passes) => {
    const { products, pagination } = await list(`?limit=100&${query}`)
    expect(products.length).toBeGreaterThan(0)
    expect(products.every(passes)).toBe(true)
    const others = await list(
      `?limit=1&${query.replace(/true|false/, (v) => String(v !== "true"))}`
    )
    const whole = await list("?limit=1")
    expect(pagination.total + others.pagination.total).toBe(whole.pagination.total)
  })

  it("leaves out products with an allergen", async () => {
    const products = await all("allergenFree=amendoim,leite&inStock=true&maxPrice=8000")
    expect(products.length).toBeGreaterThan(3)
    for (const product of products) {
      expect(product.allergens).not.toEqual(expect.arrayContaining(["amendoim"]))
      expect(product.allergens).not.toEqual(expect.arrayContaining(["leite"]))
    }
  })

  it("asks for all of several tags", async () => {
    const [some] = (await list("?limit=1&featured=true")).products
    const tags = some?.tags.slice(0, 2) ?? []
    expect(tags).toHaveLength(2)
    const products = await all(`tags=${encodeURIComponent(tags.join(","))}`)
    expect(products.map((p) => p.id)).toContain(some?.id)
    expect(products.every((p) => tags.every((tag) => p.tags.includes(tag)))).toBe(true)
  })

  it("narrows to the fields that are asked for", async () => {
    const { products } = await list("?fields=name,price,description&limit=3")
    for (const product of products) {
      expect(Object.keys(product).sort()).toEqual(["description", "id", "name", "price"])
    }
  })

  it("counts facets over all that match", async () => {
    const { facets, pagination } = await list("?facets=true&organic=true&limit=1")
    expect(facets?.flags.organic).toBe(pagination.total)
    const top = facets?.categories[0]
    const inside = await list(`?organic=true&limit=1&category=${top?.id ?? ""}`)
    expect(inside.pagination.total).toBe(top?.count)
    expect(top?.name).not.toBe("")
  })
})

describe("one product", () => {
  it("is found by id and by slug, with all the contract's fields", async () => {
    const [listed] = (await list("?limit=1")).products
    const byId = await world.api.get(`/v1/products/${listed?.id ?? ""}`).expect(200)
    const bySlug = await world.api.get(`/v1/products/${listed?.slug ?? ""}`).expect(200)
    const { product } = (byId.body as { data: { product: Product } }).data
    const { viewCount, ...rest } = (bySlug.body as { data: { product: Product } }).data.product
    expect(product).toMatchObject(rest)
    expect(Number.isInteger(viewCount)).toBe(true)
    expect(product).toMatchObject({ id: listed?.id, currency: "MZN" })
    for (const field of [
      "nutritionalInfo",
      "variants",
      "combinations",
      "pictures",
      "seo",
      "weight",
    ]) {
      expect(product).toHaveProperty(field)
    }
  })

  it("has variants whose prices and stock come from Medusa's", async () => {
    const products = (await list("?limit=100&fields=variants,combinations,price,stock")).products
    const withChoice = products.find((p) => (p.combinations as unknown[]).length > 1)
    const combinations = withChoice?.combinations as { price: number; stock: number }[]
    expect(withChoice?.price).toBe(Math.min(...combinations.map((entry) => entry.price)))
    expect(withChoice?.stock).toBe(combinations.reduce((sum, entry) => sum + entry.stock, 0))
  })

  it("counts a look without losing one", async () => {
    const [listed] = (await list("?limit=1&sort=-name")).products
    const slug = listed?.slug ?? ""
    const looks = async () => {
      const { rows } = await world.pool.query<{ looks: number }>(
        `SELECT coalesce(sum(v.view_count), 0)::int AS looks
           FROM product p JOIN product_view v ON v.id = p.id WHERE p.handle = $1`,
        [slug]
      )
      return rows[0]?.looks ?? 0
    }
    const before = await looks()
    await Promise.all(
      Array.from({ length: 25 }, () => world.api.get(`/v1/products/${slug}`).expect(200))
    )
    await world.restart()
    expect((await looks()) - before).toBe(25)
  })
})

describe("categories and sellers", () => {
  it("gives the categories as a tree", async () => {
    const answer = await world.api.get("/v1/products/categories").expect(200)
    const { categories } = (
      answer.body as { data: { categories: { level: number; children: { level: number }[] }[] } }
    ).data
    const children = categories.flatMap((category) => category.children)
    expect(categories.length + children.length).toBe(24)
    expect(new Set(categories.map((category) => category.level))).toEqual(new Set([0]))
    expect(new Set(children.map((category) => category.level))).toEqual(new Set([1]))
  })

  it("lists a category's products with those of the categories below it", async () => {
    const tree = await world.api.get("/v1/products/categories").expect(200)
    const [main] = (
      tree.body as { data: { categories: { slug: string; children: { id: string }[] }[] } }
    ).data.categories
    const answer = await world.api
      .get(`/v1/products/categories/${main?.slug ?? ""}?limit=100`)
      .expect(200)
    const { products, pagination } = (answer.body as ListBody).data
    expect(pagination.total).toBe(products.length)
    const below = main?.children.map((child) => child.id) ?? []
    expect(products.length).toBeGreaterThan(5)
    expect(products.every((p) => below.includes(p.categoryId as string))).toBe(true)
  })

  it("lists approved sellers and shows their goods", async () => {
    const answer = await world.api.get("/v1/sellers?limit=100").expect(200)
    const { sellers } = (answer.body as { data: { sellers: Record<string, unknown>[] } }).data
    expect(sellers.length).toBeGreaterThanOrEqual(10)
    const seen = new Set(sellers.flatMap(Object.keys))
    for (const secret of [
      "bankInfo",
      "commissionRate",
      "minimumPayout",
      "approvedBy",
      "userId",
      "medusaId",
    ]) {
      expect(seen).not.toContain(secret)
    }
    const slug = String(sellers[0]?.slug)
    const goods = await world.api.get(`/v1/sellers/${slug}/products?limit=100`).expect(200)
    const { products } = (goods.body as ListBody).data
    expect(products.length).toBeGreaterThan(0)
    expect(products.every((p) => p.sellerId === sellers[0]?.id)).toBe(true)
  })
})
