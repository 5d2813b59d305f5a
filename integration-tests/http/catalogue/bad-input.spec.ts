import { openWorld, type World } from "../../support/world"

type Failure = {
  success: boolean
  error: { code: string; message: string; requestId: string; details?: { path: string }[] }
}

let world: World

beforeAll(async () => {
  world = await openWorld({ template: "empty" })
})
afterAll(() => world.close())

describe("a query that makes no sense", () => {
  it.each([
    ["/v1/products?colour=red", "colour"],
    ["/v1/products?price[$gt]=1", "price[$gt]"],
    ["/v1/products?minPrice[$gt]=1", "minPrice[$gt]"],
    ["/v1/products?limit=1e6", "limit"],
    ["/v1/products?limit=0", "limit"],
    ["/v1/products?limit=101", "limit"],
    ["/v1/products?limit=20&limit=30", "limit"],
    ["/v1/products?page=-1", "page"],
    ["/v1/products?sort=__proto__", "sort"],
    ["/v1/products?fields=costPrice", "fields"],
    ["/v1/products?fields=__proto__", "fields"],
    ["/v1/products?minPrice=5&maxPrice=4", "minPrice"],
    ["/v1/products?minPrice=1.5", "minPrice"],
    ["/v1/products?organic=yes", "organic"],
    ["/v1/products?cursor=bm9uc2Vuc2U", "cursor"],
    ["/v1/products?category=no-such-category", "category"],
    ["/v1/products?seller=no-such-seller", "seller"],
    ["/v1/products?tags=%00", "tags"],
    ["/v1/products/search", "q"],
    ["/v1/products/search?q=%20", "q"],
    ["/v1/products/search?q=a%00b", "q"],
    [`/v1/products/search?q=${"a".repeat(8_192)}`, "q"],
    [`/v1/products/search?q=${encodeURIComponent("ç".repeat(4_096))}`, "q"],
    ["/v1/products/suggest?q=", "q"],
    ["/v1/sellers?sort=commissionRate", "sort"],
    ["/v1/sellers?fields=bankInfo", "fields"],
  ])("%s is 422 and names the path", async (url, path) => {
    const answer = await world.api.get(url)
    const body = answer.body as Failure
    expect(answer.status).toBe(422)
    expect(body).toMatchObject({ success: false, error: { code: "VALIDATION_FAILED" } })
    expect(body.error.details?.map((detail) => detail.path)).toContain(path)
    expect(body.error.requestId).toBe(answer.headers["x-request-id"])
  })
})

describe("what is not there", () => {
  it.each([
    ["/v1/products/507f1f77bcf86cd799439011", "PRODUCT_NOT_FOUND"],
    ["/v1/products/507f1f77bcf86cd79943901", "PRODUCT_NOT_FOUND"],
    ["/v1/products/zzzzzzzzzzzzzzzzzzzzzzzz", "PRODUCT_NOT_FOUND"],
    ["/v1/products/%7B%22$gt%22:%22%22%7D", "PRODUCT_NOT_FOUND"],
    ["/v1/products/categories/nothing", "CATEGORY_NOT_FOUND"],
    ["/v1/sellers/nobody", "SELLER_NOT_FOUND"],
    ["/v1/sellers/nobody/products", "SELLER_NOT_FOUND"],
    ["/v1/nothing/at/all", "NOT_FOUND"],
  ])("%s is 404", async (url, code) => {
    const answer = await world.api.get(url)
    expect(answer.status).toBe(404)
    expect((answer.body as Failure).error.code).toBe(code)
  })
})

describe("requests that break the protocol", () => {
  it("answers a wrong method with 405 and what is allowed", async () => {
    const answer = await world.api.delete("/v1/products/categories")
    expect(answer.status).toBe(405)
    expect(answer.headers.allow).toBe("GET, HEAD")
    expect((answer.body as Failure).error.code).toBe("METHOD_NOT_ALLOWED")
  })

  it("answers a malformed body with 400, on /v1 and on Medusa's routes", async () => {
    const own = await world.api
      .post("/v1/products")
      .set("Content-Type", "application/json")
      .send('{"name":')
    expect(own.status).toBe(400)
    expect((own.body as Failure).error.code).toBe("MALFORMED_REQUEST")
    const medusas = await world.api
      .post("/auth/user/emailpass")
      .set("Content-Type", "application/json")
      .send('{"email":')
    expect(medusas.status).toBe(400)
  })

  it("speaks Portuguese unless English is preferred", async () => {
    const portuguese = await world.api.get("/v1/products/none")
    const english = await world.api
      .get("/v1/products/none")
      .set("Accept-Language", "en-GB,pt;q=0.5")
    expect((portuguese.body as Failure).error.message).toBe("Produto não encontrado.")
    expect((english.body as Failure).error.message).toBe("Product not found.")
  })

  it("refuses a path with broken escapes or control characters without failing inside", async () => {
    for (const path of ["/v1/products/%ff", "/v1/products/%00", "/v1/products/%E0%A4%A"]) {
      const answer = await world.api.get(path)
      expect([400, 404]).toContain(answer.status)
    }
    expect(world.output()).not.toContain("request failed")
  })
})
