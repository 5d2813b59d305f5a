import fc from "fast-check"
import { createPostgresProductSearch, type PostgresProductSearch } from "../postgres"
import { productSorts, type ProductEntry, type ProductQuery } from "../port"
import { InvalidCursorError } from "../rules/cursor"
import { openTestDatabase, type TestDatabase } from "./database"
import { entry, objectId, query } from "./entries"

let database: TestDatabase
let search: PostgresProductSearch
let version = 0

beforeAll(async () => {
  database = await openTestDatabase()
})

afterAll(async () => {
  await database.drop()
})

/** Starts from an empty index with these products. */
async function shelf<Name extends string>(
  products: Record<Name, Partial<ProductEntry>>
): Promise<Record<Name, ProductEntry>> {
  await database.pool.query(
    "truncate product_search, product_search_text, product_search_word, product_search_facet"
  )
  search = createPostgresProductSearch(database.pool)
  const entries = Object.fromEntries(
    Object.entries<Partial<ProductEntry>>(products).map(([name, fields]) => [
      name,
      entry({ name, ...fields }),
    ])
  ) as Record<Name, ProductEntry>
  version += 1
  await search.upsert(Object.values(entries), String(version))
  return entries
}

/** Names of what a query finds, in order. */
async function names(
  entries: Record<string, ProductEntry>,
  fields: Partial<ProductQuery>
): Promise<string[]> {
  const { objectIds } = await search.search(query(fields))
  const byId = new Map(Object.entries(entries).map(([name, { objectId }]) => [objectId, name]))
  return objectIds.map((id) => byId.get(id) ?? id)
}

describe("a search text", () => {
  it("finds words without their accents, and with them", async () => {
    const all = await shelf({ "Açúcar mascavado": {}, Sal: {} })
    expect(await names(all, { text: "acucar" })).toEqual(["Açúcar mascavado"])
    expect(await names(all, { text: "AÇÚCAR" })).toEqual(["Açúcar mascavado"])
  })

  it.each([
    ["feijões", "Feijão nhemba"],
    ["feijao", "Feijão nhemba"],
    ["integrais", "Arroz integral"],
    ["méis", "Mel de flores"],
    ["flor", "Mel de flores"],
    ["ovo", "Ovos caseiros"],
    ["pães", "Pão de milho"],
    ["tomate", "Tomates cereja"],
  ])("%s finds %s", async (text, name) => {
    const all = await shelf({
      "Feijão nhemba": {},
      "Arroz integral": {},
      "Mel de flores": {},
      "Ovos caseiros": {},
      "Pão de milho": {},
      "Tomates cereja": {},
    })
    expect(await names(all, { text })).toEqual([name])
    expect((await search.search(query({ text }))).correctedText).toBeUndefined()
  })

  it("takes sem açúcar for one word", async () => {
    const all = await shelf({ "Compota sem açúcar": {}, "Açúcar branco": {} })
    expect(await names(all, { text: "açúcar" })).toEqual(["Açúcar branco"])
    expect(await names(all, { text: "sem açúcar" })).toEqual(["Compota sem açúcar"])
  })

  it("is corrected where no product has the word, and says so", async () => {
    const all = await shelf({ "Tomate cereja": {}, "Açúcar branco": {}, "Tom de cor": {} })
    const page = await search.search(query({ text: "tomaste cereja" }))
    expect(page.correctedText).toBe("tomate cereja")
    expect(page.objectIds).toEqual([all["Tomate cereja"].objectId])
    expect((await search.search(query({ text: "acucra" }))).correctedText).toBe("açúcar")
  })

  it("may end in the beginning of a word", async () => {
    const all = await shelf({ "Tomate cereja": {}, "Tomilho seco": {}, Manga: {} })
    expect((await names(all, { text: "tom" })).sort()).toEqual(["Tomate cereja", "Tomilho seco"])
    expect(await names(all, { text: "cereja tom" })).toEqual(["Tomate cereja"])
    expect((await search.search(query({ text: "tom" }))).correctedText).toBeUndefined()
  })

  it("puts names before tags and sellers, and these before descriptions", async () => {
    const all = await shelf({
      "No texto": { description: "com mel", salesCount: 900 },
      "Na etiqueta": { tags: ["mel"], salesCount: 50 },
      "Mel puro": {},
    })
    expect(await names(all, { text: "mel" })).toEqual(["Mel puro", "Na etiqueta", "No texto"])
  })

  it("must match with all its words", async () => {
    const all = await shelf({ "Mel de coco": {}, "Mel puro": {} })
    expect(await names(all, { text: "mel coco" })).toEqual(["Mel de coco"])
  })

  it("works with filters, facets and sorts", async () => {
    const category = objectId(0xca)
    const all = await shelf({
      "Mel caro": {
        price: 900,
        isOrganic: true,
        categoryIds: [category],
        categoryNames: ["Doces"],
      },
      "Mel barato": { price: 100, isOrganic: true, categoryIds: [category] },
      "Mel comum": { price: 500 },
      "Chá bom": { price: 50, isOrganic: true },
    })
    const asked = { text: "mel", filter: { isOrganic: true }, sort: "price" as const, facets: true }
    expect(await names(all, asked)).toEqual(["Mel barato", "Mel caro"])
    const page = await search.search(query(asked))
    expect(page).toMatchObject({ total: 2, isTotalExact: true, nextCursor: null })
    expect(page.facets).toMatchObject({
      isEstimate: false,
      categories: [{ id: category, count: 2 }],
      flags: { organic: 2, vegan: 0, inStock: 2 },
      price: { min: 100, max: 900 },
    })
  })

  it("without a letter or digit finds nothing, and a blank one lists everything", async () => {
    await shelf({ Mel: {}, Sal: {} })
    expect((await search.search(query({ text: "&&& !" }))).total).toBe(0)
    expect((await search.search(query({ text: "  " }))).total).toBe(2)
  })

  it("of any characters is safe", async () => {
    await shelf({ "Mel puro": {} })
    const hostile = ["mel & !", "'mel':*", "a\0b", "\\'", "<->", "mel) | (", "\uD800", "%_", "🍯"]
    for (const text of [...hostile, "mel | ".repeat(1_400), "x".repeat(8_192), "é".repeat(8_192)]) {
      await expect(search.search(query({ text }))).resolves.toHaveProperty("total")
      await expect(search.suggest(text, 5)).resolves.toBeInstanceOf(Array)
    }
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary" }), async (text) => {
        await search.search(query({ text }))
      }),
      { numRuns: 50 }
    )
  })

  it("pages by cursor without a gap or a repeat, by relevance and by a column", async () => {
    const products = Array.from({ length: 45 }, (_, at) => [`Mel ${at}`, { price: at % 5 }])
    const all = await shelf(Object.fromEntries(products))
    for (const sort of ["relevance", "price", "name"] as const) {
      const seen = await everyPage({ text: "mel", sort, limit: 7 })
      expect(new Set(seen)).toEqual(new Set(Object.values(all).map(({ objectId }) => objectId)))
      expect(seen).toHaveLength(45)
    }
  })
})

async function everyPage(fields: Partial<ProductQuery>): Promise<string[]> {
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const page = await search.search(query({ ...fields, ...(cursor === null ? {} : { cursor }) }))
    seen.push(...page.objectIds)
    cursor = page.nextCursor
  } while (cursor !== null)
  return seen
}

describe("a list", () => {
  const root = objectId(0xc0)
  const leaf = objectId(0xc1)
  const products = {
    Manga: {
      categoryIds: [leaf, root],
      sellerId: objectId(1),
      price: 300,
      tags: ["doce", "local"],
    },
    Coco: { categoryIds: [root], sellerId: objectId(2), price: 200, allergens: ["coco"] },
    Caju: { price: 100, averageRating: 4.5, isVegan: true, tags: ["local"] },
    Amendoim: { price: null, allergens: ["amendoim", "soja"], isInStock: false, salesCount: 7 },
    Oculto: { isPublic: false, tags: ["local"], categoryIds: [root] },
  }

  it.each<[ProductQuery["filter"], string[]]>([
    [{}, ["Amendoim", "Caju", "Coco", "Manga"]],
    [{ categoryId: root }, ["Coco", "Manga"]],
    [{ categoryId: leaf }, ["Manga"]],
    [{ sellerId: objectId(2) }, ["Coco"]],
    [{ minPrice: 200 }, ["Coco", "Manga"]],
    [{ maxPrice: 200 }, ["Caju", "Coco"]],
    [{ minPrice: 150, maxPrice: 250 }, ["Coco"]],
    [{ isVegan: true }, ["Caju"]],
    [{ isVegan: false }, ["Amendoim", "Coco", "Manga"]],
    [{ isInStock: false }, ["Amendoim"]],
    [{ allergenFree: ["coco", "soja"] }, ["Caju", "Manga"]],
    [{ allergenFree: ["desconhecido"] }, ["Amendoim", "Caju", "Coco", "Manga"]],
    [{ tags: ["local"] }, ["Caju", "Manga"]],
    [{ tags: ["local", "doce"] }, ["Manga"]],
    [{ tags: ["desconhecida"] }, []],
    [{ tags: ["a\0b"] }, []],
    [{ minRating: 4.5 }, ["Caju"]],
    [{ tags: ["local"], isVegan: true, maxPrice: 100 }, ["Caju"]],
  ])("with the filter %j holds %j", async (filter, expected) => {
    const all = await shelf(products)
    expect(await names(all, { filter, sort: "name" })).toEqual(expected)
    expect(await search.search(query({ filter, limit: 1 }))).toMatchObject({
      total: expected.length,
      isTotalExact: true,
    })
  })

  it("is sorted, what has no price last, ties by ObjectId", async () => {
    const all = await shelf({
      Água: { price: 300, averageRating: 3, createdAt: new Date("2026-03-01"), salesCount: 5 },
      abóbora: { price: 100, averageRating: 5, createdAt: new Date("2026-01-01"), salesCount: 5 },
      Ácido: { price: null, averageRating: 4, createdAt: new Date("2026-02-01"), salesCount: 9 },
    })
    const [agua, abobora, acido] = ["Água", "abóbora", "Ácido"]
    expect(await names(all, { sort: "price" })).toEqual([abobora, agua, acido])
    expect(await names(all, { sort: "-price" })).toEqual([agua, abobora, acido])
    expect(await names(all, { sort: "-rating" })).toEqual([abobora, acido, agua])
    expect(await names(all, { sort: "-createdAt" })).toEqual([agua, acido, abobora])
    expect(await names(all, { sort: "createdAt" })).toEqual([abobora, acido, agua])
    expect(await names(all, { sort: "-salesCount" })).toEqual([acido, abobora, agua])
    expect(await names(all, { sort: "relevance" })).toEqual([acido, abobora, agua])
    expect(await names(all, { sort: "name" })).toEqual([abobora, acido, agua])
    expect(await names(all, { sort: "-name" })).toEqual([agua, acido, abobora])
  })

  it("goes through everything by cursor in each sort, as it does by pages", async () => {
    const many = Array.from({ length: 60 }, (_, at) => [
      `Fruta ${at % 11}-${at}`,
      {
        price: at % 7 === 0 ? null : at % 5,
        averageRating: (at % 4) / 3,
        salesCount: at % 3,
        createdAt: new Date(Date.UTC(2026, 0, 1 + (at % 6), 0, 0, 0, at)),
      },
    ])
    await shelf(Object.fromEntries(many))
    for (const sort of productSorts) {
      const byCursor = await everyPage({ sort, limit: 7 })
      const byPage: string[] = []
      for (let page = 1; page <= 9; page += 1) {
        byPage.push(...(await search.search(query({ sort, limit: 7, page }))).objectIds)
      }
      expect(byCursor).toEqual(byPage)
      expect(new Set(byCursor).size).toBe(60)
    }
  })

  it("refuses a cursor that is damaged or of another sort", async () => {
    await shelf({ Mel: {}, Sal: {} })
    const { nextCursor } = await search.search(query({ sort: "price", limit: 1 }))
    expect(nextCursor).not.toBeNull()
    const asked = query({ sort: "name", cursor: nextCursor ?? "" })
    await expect(search.search(asked)).rejects.toThrow(InvalidCursorError)
    await expect(search.search(query({ cursor: "%" }))).rejects.toThrow(InvalidCursorError)
  })

  it("counts facets over all that pass the filter, most first", async () => {
    await shelf(products)
    const { facets } = await search.search(query({ facets: true, limit: 1 }))
    expect(facets).toEqual({
      isEstimate: false,
      categories: [
        { id: root, count: 2 },
        { id: leaf, count: 1 },
      ],
      sellers: [
        { id: objectId(1), count: 1 },
        { id: objectId(2), count: 1 },
      ],
      tags: [
        { value: "local", count: 2 },
        { value: "doce", count: 1 },
      ],
      allergens: [
        { value: "amendoim", count: 1 },
        { value: "coco", count: 1 },
        { value: "soja", count: 1 },
      ],
      flags: { organic: 0, vegan: 1, glutenFree: 0, inStock: 3, featured: 0, bestSeller: 0 },
      price: { min: 100, max: 300 },
    })
  })

  it("of nothing is empty in every part", async () => {
    await shelf({})
    expect(await search.search(query({ facets: true }))).toMatchObject({
      objectIds: [],
      total: 0,
      isTotalExact: true,
      nextCursor: null,
      facets: { price: { min: null, max: null }, categories: [] },
    })
  })
})

describe("a large list", () => {
  it("counts to a limit, says so, and still pages through everything", async () => {
    await shelf({})
    const entries = Array.from({ length: 2_600 }, (_, at) =>
      entry({ price: at % 50, tags: at % 2 === 0 ? ["par"] : [], isVegan: at % 20 === 0 })
    )
    for (let at = 0; at < entries.length; at += 500) {
      await search.upsert(entries.slice(at, at + 500), "1000000")
    }
    search = createPostgresProductSearch(database.pool)
    const first = await search.search(query({ sort: "price", facets: true }))
    expect(first).toMatchObject({ total: 1_000, isTotalExact: false, facets: { isEstimate: true } })
    const far = await search.search(query({ sort: "price", page: 80 }))
    expect(far.objectIds).toHaveLength(20)
    expect(far.total).toBeGreaterThanOrEqual(1_600)
    const even = await everyPage({ sort: "price", filter: { tags: ["par"] }, limit: 100 })
    expect(new Set(even).size).toBe(1_300)
    const rare = query({ sort: "-price", filter: { isVegan: true, tags: ["par"], minPrice: 10 } })
    const expected = entries.filter(({ isVegan, price }) => isVegan && (price ?? 0) >= 10)
    expect((await search.search(rare)).total).toBe(expected.length)
  })
})
