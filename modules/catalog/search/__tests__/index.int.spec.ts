import {
  createPostgresProductSearch,
  listIndexedIds,
  purgeTombstones,
  refreshVocabulary,
  verifyEntries,
  type PostgresProductSearch,
} from "../postgres"
import type { ProductDimension, ProductEntry } from "../port"
import { migrationSql, openTestDatabase, type TestDatabase } from "./database"
import { entry, objectId, query } from "./entries"

let database: TestDatabase
let search: PostgresProductSearch

beforeAll(async () => {
  database = await openTestDatabase()
  search = createPostgresProductSearch(database.pool)
})

afterAll(async () => {
  await database.drop()
})

const found = async (text: string) => (await search.search(query({ text }))).objectIds
const changes = async (before: ProductEntry, fields: Partial<ProductEntry>) => {
  await search.upsert([before], "1")
  return [...(await search.upsert([{ ...before, ...fields }], "2"))].sort()
}

describe("an upsert", () => {
  it.each<[Partial<ProductEntry>, ProductDimension[]]>([
    [{}, []],
    [{ name: "Outro nome" }, ["name", "text"]],
    [{ description: "Outra descrição" }, ["text"]],
    [{ price: 1 }, ["price"]],
    [{ price: null }, ["price"]],
    [{ averageRating: 4 }, ["rating"]],
    [{ salesCount: 4 }, ["sales"]],
    [{ isInStock: false }, ["stock"]],
    [{ isOrganic: true, isInStock: false }, ["flags", "stock"]],
    [{ allergens: ["soja"] }, ["allergens"]],
    [{ tags: ["novo"] }, ["tags", "text"]],
    [{ sellerId: objectId(7) }, ["seller"]],
    [{ categoryIds: [objectId(8)] }, ["category"]],
    [{ isPublic: false }, ["member"]],
  ])("of a product with %j tells %j", async (fields, expected) => {
    expect(await changes(entry(), fields)).toEqual(expected)
  })

  it("tells membership of a new product, and nothing of hidden ones", async () => {
    expect([...(await search.upsert([entry()], "1"))]).toEqual(["member"])
    const hidden = entry({ isPublic: false })
    expect(await changes(hidden, { price: 5, name: "Ainda oculto" })).toEqual([])
    expect([...(await search.upsert([{ ...hidden, isPublic: true }], "3"))]).toEqual(["member"])
  })

  it("tells the dimensions of all its entries together, and of none that are stale", async () => {
    const [one, other] = [entry(), entry()]
    await search.upsert([one, other], "5")
    const newer = [
      { ...one, price: 1 },
      { ...other, salesCount: 9 },
    ]
    expect([...(await search.upsert(newer, "4"))]).toEqual([])
    expect([...(await search.upsert(newer, "6"))].sort()).toEqual(["price", "sales"])
  })

  it("takes effect at once: new words are found, old ones no longer", async () => {
    const product = entry({ name: "Xiguinha torrada" })
    await search.upsert([product], "1")
    expect(await found("xiguinha")).toEqual([product.objectId])
    expect((await search.search(query({ text: "xigiunha" }))).correctedText).toBe("xiguinha")
    await search.upsert([{ ...product, name: "Matoritori" }], "2")
    expect(await found("xiguinha")).toEqual([])
    expect(await found("matoritori")).toEqual([product.objectId])
    await search.upsert([{ ...product, isPublic: false }], "3")
    expect(await found("matoritori")).toEqual([])
  })

  it("of the same product twice takes the last", async () => {
    const product = entry({ name: "Primeiro" })
    await search.upsert([product, { ...product, name: "Derradeiro" }], "1")
    expect(await found("derradeiro")).toEqual([product.objectId])
  })

  it("holds texts that Postgres could not", async () => {
    const product = entry({
      name: "Nulo\0zinho \uD800",
      slug: "a\0",
      tags: ["t\0"],
      description: "\uDC00",
    })
    await search.upsert([product], "1")
    expect(await found("nulozinho")).toEqual([product.objectId])
    expect(await verifyEntries(database.pool, [product])).toEqual([])
  })

  it("of overlapping batches at the same time neither deadlocks nor loses the last version", async () => {
    const entries = Array.from({ length: 120 }, () => entry())
    const batches = Array.from({ length: 12 }, (_, at) =>
      entries
        .filter((_, index) => index % 12 !== at)
        .map((product) => ({
          ...product,
          price: at + 1,
          tags: [`t${at}`],
          name: `Lote ${at} palavra${at}`,
        }))
        .sort(() => (at % 2 === 0 ? 1 : -1))
    )
    await Promise.all(batches.map((batch, at) => search.upsert(batch, String(at + 1))))
    const last = entries.map((product, index) => {
      const at = index % 12 === 11 ? 10 : 11
      return { ...product, price: at + 1, tags: [`t${at}`], name: `Lote ${at} palavra${at}` }
    })
    expect(await verifyEntries(database.pool, last)).toEqual([])
  })
})

describe("a removal", () => {
  it("leaves nothing that a slower upsert could revive", async () => {
    const product = entry({ name: "Removível" })
    await search.upsert([product], "5")
    expect([...(await search.remove([product.productId], "7"))]).toEqual(["member"])
    expect([...(await search.upsert([product], "6"))]).toEqual([])
    expect(await found("removível")).toEqual([])
    expect([...(await search.upsert([product], "8"))]).toEqual(["member"])
    expect(await found("removível")).toEqual([product.objectId])
  })

  it("that is stale does nothing, and of an unknown product leaves its mark", async () => {
    const [known, unknown] = [entry(), entry()]
    await search.upsert([known], "5")
    expect([...(await search.remove([known.productId, unknown.productId], "4"))]).toEqual([])
    expect([...(await search.upsert([unknown], "3"))]).toEqual([])
    expect(await search.versionsOf([known.productId, unknown.productId])).toEqual(
      new Map([[known.productId, "5"]])
    )
  })

  it("of a hidden product changes no list", async () => {
    const hidden = entry({ isPublic: false })
    await search.upsert([hidden], "1")
    expect([...(await search.remove([hidden.productId], "2"))]).toEqual([])
  })

  it("is forgotten once purged", async () => {
    const product = entry()
    await search.remove([product.productId], "9")
    expect(await purgeTombstones(database.pool, new Date(0))).toBe(0)
    expect(await purgeTombstones(database.pool, new Date(Date.now() + 60_000))).toBeGreaterThan(0)
    expect([...(await search.upsert([product], "1"))]).toEqual(["member"])
  })
})

describe("suggestions", () => {
  it("complete words without accents, the commonest first, then categories and products", async () => {
    const mine = {
      categoryIds: [objectId(0xaa)],
      categoryNames: ["Zimbros e tâmaras"],
      sellerId: null,
    }
    const juice = entry({ name: "Zimbro seco", slug: "zimbro-seco", salesCount: 3, ...mine })
    await search.upsert([juice, entry({ name: "Zimbro fresco" }), entry({ name: "Zímpeto" })], "1")
    const suggested = await search.suggest("zím", 6)
    expect(suggested.map(({ kind, text }) => [kind, text])).toEqual([
      ["word", "zimbro"],
      ["word", "zímpeto"],
      ["category", "Zimbros e tâmaras"],
      ["product", "Zimbro seco"],
      ["product", "Zimbro fresco"],
      ["product", "Zímpeto"],
    ])
    expect(suggested[3]).toEqual({
      kind: "product",
      text: "Zimbro seco",
      id: juice.objectId,
      slug: "zimbro-seco",
    })
    expect(suggested[2]).toMatchObject({ id: objectId(0xaa) })
  })

  it("go on after the words before the last, where some product has both", async () => {
    await search.upsert([entry({ name: "Quiabo verde" }), entry({ name: "Vermute" })], "1")
    const suggested = await search.suggest("quiabo ver", 5)
    expect(suggested.filter(({ kind }) => kind === "word")).toEqual([
      { kind: "word", text: "quiabo verde" },
    ])
  })

  it("complete what something is without", async () => {
    await search.upsert([entry({ name: "Bolo sem lactose" })], "1")
    expect(await search.suggest("sem lac", 3)).toContainEqual({ kind: "word", text: "sem lactose" })
  })

  it("are as many as asked for, and none for nothing", async () => {
    expect(await search.suggest("zim", 2)).toHaveLength(2)
    expect(await search.suggest("", 5)).toEqual([])
    expect(await search.suggest("zim", 0)).toEqual([])
  })
})

describe("verification", () => {
  const sample = () =>
    entry({ name: "Conferido", tags: ["certo"], categoryIds: [objectId(3)], categoryNames: ["C"] })

  it("finds nothing where all is right, of public and hidden products", async () => {
    const entries = [sample(), entry({ isPublic: false })]
    await search.upsert(entries, "1")
    expect(await verifyEntries(database.pool, entries)).toEqual([])
  })

  it.each([
    ["objectId", "update product_search set object_id = 'x'"],
    ["isPublic", "update product_search set is_public = false"],
    ["price", "update product_search set price_rising = 1"],
    ["price", "update product_search set price_falling = 1"],
    ["rating", "update product_search set rating = 1"],
    ["sales", "update product_search set sales = 1"],
    ["createdAt", "update product_search set created_at = now()"],
    ["flags", "update product_search set flags = 63"],
    ["facets", "update product_search set facets = '{}'"],
    ["nameKey", "update product_search set name_key = 'x'"],
    ["textDigest", "update product_search set text_digest = 'x'"],
    ["name", "update product_search_text set name = 'x'"],
    ["slug", "update product_search_text set slug = 'x'"],
    ["nameText", "update product_search_text set name_tsv = ''"],
    ["allText", "update product_search_text set all_tsv = ''"],
    ["nameText", "delete from product_search_text"],
    ["product", "delete from product_search"],
    ["word", "delete from product_search_word"],
  ])("finds a wrong %s", async (field, corruption) => {
    const product = sample()
    await search.upsert([product], "1")
    const own = "(select id from product_search where product_id = $1)"
    const isWord = corruption.includes("_word")
    await database.pool.query(
      isWord ? corruption : `${corruption} where id = ${own}`,
      isWord ? [] : [product.productId]
    )
    expect(await verifyEntries(database.pool, [product])).toContainEqual({
      productId: product.productId,
      field,
    })
  })

  it("walks the ids of all that is stored and not removed", async () => {
    await database.pool.query("truncate product_search, product_search_text")
    const entries = [entry(), entry({ isPublic: false }), entry(), entry()]
    const ids = entries.map(({ productId }) => productId)
    await search.upsert(entries, "1")
    await search.remove(ids.slice(3), "2")
    expect(await listIndexedIds(database.pool, "", 2)).toEqual(ids.slice(0, 2))
    expect(await listIndexedIds(database.pool, ids[1] ?? "", 2)).toEqual(ids.slice(2, 3))
  })
})

describe("the vocabulary", () => {
  const word = async (text: string) => {
    const { rows } = await database.pool.query<{ count: number; unused: boolean }>(
      "select count, unused_since is not null as unused from product_search_word where word = $1",
      [text]
    )
    return rows[0]
  }

  it("is counted as products appear and afresh by a refresh, which drops words long unused", async () => {
    const [one, other] = [entry({ name: "Vinagreira" }), entry({ name: "Vinagreira roxa" })]
    await search.upsert([one, other], "1")
    expect(await word("vinagreira")).toEqual({ count: 2, unused: false })
    await search.remove([one.productId, other.productId], "2")
    await refreshVocabulary(database.pool)
    expect(await word("vinagreira")).toEqual({ count: 0, unused: true })
    await database.pool.query(
      "update product_search_word set unused_since = unused_since - interval '2 hours'"
    )
    await search.upsert([one], "3")
    await refreshVocabulary(database.pool)
    expect(await word("vinagreira")).toEqual({ count: 1, unused: false })
    expect(await word("roxa")).toBeUndefined()
  })
})

describe("the migration", () => {
  it("may run again, and down leaves none of its tables", async () => {
    const other = await openTestDatabase()
    try {
      for (const statement of [...(await migrationSql("up")), ...(await migrationSql("down"))]) {
        await other.pool.query(statement)
      }
      const { rows } = await other.pool.query(
        "select relname from pg_class where relname like 'product_search%'"
      )
      expect(rows).toEqual([])
      for (const statement of await migrationSql("up")) {
        await other.pool.query(statement)
      }
    } finally {
      await other.drop()
    }
  })
})
