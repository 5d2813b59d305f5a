import { createServer, type IncomingMessage, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { createMeilisearchProductSearch, type MeilisearchProductSearch } from "../meilisearch"
import { createPostgresProductSearch } from "../postgres"
import { InvalidCursorError } from "../rules/cursor"
import { openTestDatabase, type TestDatabase } from "./database"
import { entry, objectId, query } from "./entries"
import { loadMeilisearchClient } from "./meilisearch-client"

jest.mock("meilisearch", () => loadMeilisearchClient())

type Call = { route: string; authorization: string | undefined; body: unknown }

let database: TestDatabase
let server: Server
let search: MeilisearchProductSearch
let calls: Call[] = []
let givenAgain: { productIds: string[]; delay: number }[] = []
/** Runs while Meilisearch has a feed in hand. */
let meanwhile: () => Promise<unknown> = () => Promise.resolve()
let feedStatus = 202
let answer: { status: number; body: unknown }

const task = {
  taskUid: 1,
  indexUid: "products",
  status: "enqueued",
  type: "t",
  enqueuedAt: "2026-01-01T00:00:00Z",
}

async function read(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  for await (const chunk of request) {
    chunks.push(Buffer.from(chunk))
  }
  const text = Buffer.concat(chunks).toString()
  return text === "" ? undefined : JSON.parse(text)
}

beforeAll(async () => {
  database = await openTestDatabase()
  server = createServer((request, response) => {
    void read(request).then(async (body) => {
      const route = `${request.method} ${request.url}`
      calls.push({ route, authorization: request.headers.authorization, body })
      const isSearch = route.endsWith("/search")
      const done = { ...task, uid: 1, status: "succeeded", error: null }
      const { status, body: answered } = isSearch
        ? answer
        : { status: feedStatus, body: route === "GET /tasks/1" ? done : task }
      if (!isSearch) {
        await meanwhile()
      }
      response.writeHead(status, { "content-type": "application/json" })
      response.end(JSON.stringify(answered))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  search = createMeilisearchProductSearch({
    host: `http://127.0.0.1:${port}`,
    apiKey: "key",
    fallback: createPostgresProductSearch(database.pool),
    giveAgain: (productIds, delay) => {
      givenAgain.push({ productIds, delay })
      return Promise.resolve()
    },
  })
})

beforeEach(() => {
  calls = []
  givenAgain = []
  feedStatus = 202
  meanwhile = () => Promise.resolve()
  answer = {
    status: 200,
    body: { hits: [], query: "", processingTimeMs: 1, offset: 0, limit: 21, estimatedTotalHits: 0 },
  }
})

afterAll(async () => {
  await new Promise((resolve) => server.close(resolve))
  await database.drop()
})

describe("Meilisearch", () => {
  it("gets its settings", async () => {
    await search.prepare()
    expect(calls[0]).toMatchObject({
      route: "PATCH /indexes/products/settings",
      authorization: "Bearer key",
      body: { searchableAttributes: expect.arrayContaining(["name", "tags"]) },
    })
  })

  it("is asked for texts with filters, sort and facets in its own terms", async () => {
    answer.body = {
      hits: [1, 2, 3].map((number) => ({ objectId: objectId(number) })),
      estimatedTotalHits: 40,
      facetDistribution: {
        tags: { b: 1, a: 5 },
        isVegan: { true: 3, false: 2 },
        sellerId: { s: 4 },
      },
      facetStats: { price: { min: 5, max: 9 } },
    }
    const page = await search.search(
      query({
        text: "mel",
        limit: 2,
        page: 2,
        sort: "-price",
        facets: true,
        filter: {
          tags: ['a"b\\'],
          isVegan: false,
          minPrice: 5,
          allergenFree: ["soja"],
          categoryId: "c",
        },
      })
    )
    expect(calls).toMatchObject([
      {
        route: "POST /indexes/products/search",
        body: {
          q: "mel",
          offset: 2,
          limit: 3,
          sort: ["price:desc"],
          filter: [
            'categoryIds = "c"',
            "price >= 5",
            "isVegan = false",
            'tags = "a\\"b\\\\"',
            'allergens != "soja"',
          ],
          facets: expect.arrayContaining(["tags", "price"]),
        },
      },
    ])
    expect(page).toMatchObject({
      objectIds: [objectId(1), objectId(2)],
      total: 40,
      isTotalExact: false,
      facets: {
        tags: [
          { value: "a", count: 5 },
          { value: "b", count: 1 },
        ],
        sellers: [{ id: "s", count: 4 }],
        flags: { vegan: 3, organic: 0 },
        price: { min: 5, max: 9 },
      },
    })
    await search.search(
      query({ text: "mel", limit: 2, sort: "-price", cursor: page.nextCursor ?? "" })
    )
    expect(calls[1]?.body).toMatchObject({ offset: 4 })
  })

  it("gives an exact total where the hits end", async () => {
    answer.body = { hits: [{ objectId: objectId(1) }], estimatedTotalHits: 7 }
    expect(await search.search(query({ text: "mel" }))).toMatchObject({
      total: 1,
      isTotalExact: true,
      nextCursor: null,
    })
  })

  it("is fed public products, and loses hidden and removed ones", async () => {
    const [shown, hidden] = [entry(), entry({ isPublic: false })]
    expect([...(await search.upsert([shown, hidden], "5"))]).toEqual(["member"])
    await search.remove([shown.productId], "6")
    expect(calls).toMatchObject([
      {
        route: "POST /indexes/products/documents?primaryKey=objectId",
        body: [{ objectId: shown.objectId, createdAt: shown.createdAt.getTime() }],
      },
      {
        route: "POST /indexes/products/documents/delete",
        body: { filter: `productId IN ["${hidden.productId}"]` },
      },
      {
        route: "POST /indexes/products/documents/delete",
        body: { filter: `productId IN ["${shown.productId}"]` },
      },
    ])
  })

  it("is not fed what is older than what is stored", async () => {
    const product = entry()
    await search.upsert([product], "5")
    calls = []
    await search.upsert([{ ...product, price: 1 }], "4")
    await search.remove([product.productId], "4")
    expect(calls).toEqual([])
  })

  it("gets again what was newer while an older state of it was on its way", async () => {
    const product = entry()
    await search.upsert([product], "5")
    let isFirst = true
    meanwhile = async () => {
      if (isFirst) {
        isFirst = false
        await createPostgresProductSearch(database.pool).upsert([{ ...product, price: 7 }], "7")
      }
    }
    await search.upsert([{ ...product, price: 6 }], "6")
    expect(givenAgain.flatMap(({ productIds }) => productIds)).toEqual([product.productId])
  })

  it("holds up nobody where it does not take a feed, and gets it again later and later", async () => {
    feedStatus = 503
    const product = entry()
    expect([...(await search.upsert([product], "5"))]).toEqual(["member"])
    const attempts = calls.length
    expect(attempts).toBeGreaterThan(0)
    await search.upsert([{ ...product, price: 9 }], "6")
    await search.hide([product.productId], "7")
    // The first refusal closed the way for a while: nobody asks in vain at every change.
    expect(calls).toHaveLength(attempts)
    expect(givenAgain.map(({ productIds }) => productIds)).toEqual(
      Array.from({ length: 3 }, () => [product.productId])
    )
    expect(givenAgain[0]?.delay).toBeGreaterThan(1_000)
  })

  it("is left aside for lists, suggestions and where it fails", async () => {
    const product = entry({ name: "Cardamomo" })
    await search.upsert([product], "1")
    calls = []
    expect((await search.search(query({ sort: "name" }))).total).toBeGreaterThan(0)
    expect(await search.suggest("cardam", 1)).toEqual([{ kind: "word", text: "cardamomo" }])
    expect(calls).toEqual([])
    answer = {
      status: 503,
      body: { message: "busy", code: "internal", type: "internal", link: "" },
    }
    expect((await search.search(query({ text: "cardamomo" }))).objectIds).toEqual([
      product.objectId,
    ])
    await expect(search.search(query({ text: "x", cursor: "%" }))).rejects.toThrow(
      InvalidCursorError
    )
  })
})
