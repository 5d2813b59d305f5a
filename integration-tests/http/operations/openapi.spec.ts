import { readFileSync } from "node:fs"
import path from "node:path"
import Ajv2020, { type ValidateFunction } from "ajv/dist/2020"
import addFormats from "ajv-formats"
import { openWorld, type World } from "../../support/world"

type Operation = {
  responses: Record<string, { content?: Record<string, { schema: object }> }>
  security?: Record<string, string[]>[]
  "x-permission"?: string
}

type Document = {
  openapi: string
  paths: Record<string, Record<string, Operation>>
}

let world: World
let document: Document

beforeAll(async () => {
  world = await openWorld()
  document = (await world.api.get("/v1/openapi.json").expect(200)).body as Document
})
afterAll(() => world.close())

/** The OpenAPI Initiative's own schema of 3.1 documents, as a validator's package carries it. */
function officialSchema(): object {
  const file = "node_modules/@seriousme/openapi-schema-validator/schemas/v3.1/schema.json"
  return JSON.parse(readFileSync(path.resolve(__dirname, "../../..", file), "utf8")) as object
}

function answerSchema(path: string, status: number): ValidateFunction {
  const schema =
    document.paths[path]?.get?.responses[String(status)]?.content?.["application/json"]?.schema
  if (schema === undefined) {
    throw new Error(`The document has no answer ${status} for GET ${path}`)
  }
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats(ajv)
  ajv.addSchema(document, "document")
  const text = JSON.stringify(schema).replaceAll('"#/', '"document#/')
  return ajv.compile(JSON.parse(text) as object)
}

it("is a valid OpenAPI 3.1 document", () => {
  expect(document.openapi).toMatch(/^3\.1/)
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  const validate = ajv.compile(officialSchema())
  validate(document)
  expect(validate.errors ?? []).toEqual([])
})

it("has its pages", async () => {
  const page = await world.api.get("/v1/docs/").expect(200)
  expect(page.text).toContain("swagger-ui")
})

describe("who may use an operation", () => {
  const operations = () =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        name: `${method} ${path}`,
        path,
        method: method as "get" | "post" | "put" | "delete",
        access: operation["x-permission"],
        security: operation.security,
      }))
    )

  it("is said of every one", () => {
    const silent = operations().filter(({ access }) => access === undefined)
    expect(silent.map(({ name }) => name)).toEqual([])
  })

  it("is whoever shows a bearer, but for what is public", () => {
    const open = operations().filter(
      ({ access, security = [] }) =>
        access !== "public" && !security.some((scheme) => "bearer" in scheme)
    )
    expect(open.map(({ name }) => name)).toEqual([])
  })

  it.each(["/v1/auth/2fa/setup", "/v1/auth/2fa/enable"])(
    "is whoever is signed in, or shows a challenge: %s",
    (path) => {
      expect(document.paths[path]?.post?.security).toEqual([{ bearer: [] }, {}])
    }
  )

  it("is nobody without a bearer where one is asked for", async () => {
    const asked = operations().filter(
      ({ security = [] }) => security.length > 0 && !security.some((one) => !("bearer" in one))
    )
    expect(asked.length).toBeGreaterThan(10)
    for (const { name, method, path } of asked) {
      const answer = await world.api[method](path.replace(/\{\w+\}/g, "x")).send({})
      expect([name, answer.status]).toEqual([name, 401])
    }
  })
})

describe("answers match their schema", () => {
  it.each([
    ["/v1/products", "?limit=100&facets=true", 200],
    [
      "/v1/products",
      "?limit=100&fields=description,variants,combinations,pictures,seo,nutritionalInfo,dimensions",
      200,
    ],
    ["/v1/products", "?limit=1000", 422],
    ["/v1/products/search", "?q=feijao&limit=50", 200],
    ["/v1/products/search", "?q=tomaste&facets=true", 200],
    ["/v1/products/suggest", "?q=tom", 200],
    ["/v1/products/categories", "", 200],
    ["/v1/sellers", "?limit=100", 200],
    ["/v1/settings", "", 200],
  ])("GET %s%s: %i", async (path, query, status) => {
    const answer = await world.api.get(path + query)
    const matches = answerSchema(path, status)
    expect(answer.status).toBe(status)
    matches(answer.body)
    expect(matches.errors ?? []).toEqual([])
  })

  it("for every product, category and seller", async () => {
    const list = await world.api.get("/v1/products?limit=100&fields=slug").expect(200)
    const { products } = (list.body as { data: { products: { slug: string }[] } }).data
    const product = answerSchema("/v1/products/{id}", 200)
    for (const { slug } of products) {
      const answer = await world.api.get(`/v1/products/${slug}`).expect(200)
      product(answer.body)
      expect({ slug, errors: product.errors ?? [] }).toEqual({ slug, errors: [] })
    }
    const sellers = await world.api.get("/v1/sellers?limit=3").expect(200)
    const seller = answerSchema("/v1/sellers/{id}", 200)
    for (const { slug } of (sellers.body as { data: { sellers: { slug: string }[] } }).data
      .sellers) {
      seller((await world.api.get(`/v1/sellers/${slug}`)).body)
      expect(seller.errors ?? []).toEqual([])
    }
    const tree = await world.api.get("/v1/products/categories").expect(200)
    const [main] = (tree.body as { data: { categories: { slug: string }[] } }).data.categories
    const category = answerSchema("/v1/products/categories/{id}", 200)
    category((await world.api.get(`/v1/products/categories/${main?.slug ?? ""}`)).body)
    expect(category.errors ?? []).toEqual([])
    const missing = answerSchema("/v1/products/{id}", 404)
    missing((await world.api.get("/v1/products/none")).body)
    expect(missing.errors ?? []).toEqual([])
  })
})
