import { amountOf, quantityOf } from "../bulk/amounts"
import { copyText } from "../bulk/batch"
import { generateProduct, slugOf, type BulkProduct } from "../bulk/generate"
import { generateSeller } from "../bulk/generate-seller"
import { idsAt } from "../bulk/ids"
import { columnsOf, tableNames } from "../bulk/tables"
import { templates } from "../bulk/templates"

function generate(seed: number, count: number): BulkProduct[] {
  return Array.from({ length: count }, (_, index) => generateProduct(seed, index))
}

const sample = generate(1, 3000)

function share(holds: (product: BulkProduct) => boolean): number {
  return sample.filter(holds).length / sample.length
}

describe("generated products", () => {
  it("are the same for the same seed, one by one", () => {
    expect(generateProduct(1, 1234)).toEqual(sample[1234])
  })

  it("differ between seeds", () => {
    const names = (products: BulkProduct[]) => products.map((product) => product.name)
    expect(names(generate(2, 100))).not.toEqual(names(generate(1, 100)))
  })

  it("have handles and SKUs of their own, between seeds as well", () => {
    const all = [...sample, ...generate(2, 1000)]
    const skus = all.flatMap((product) => product.variants.map((variant) => variant.sku))
    expect(new Set(all.map((product) => product.handle)).size).toBe(all.length)
    expect(new Set(skus).size).toBe(skus.length)
  })

  it("have many different names and words", () => {
    expect(new Set(sample.map((product) => product.name)).size).toBeGreaterThan(2900)
    const words = sample.flatMap(
      (product) => product.description.toLowerCase().match(/\p{L}+/gu) ?? []
    )
    expect(new Set(words).size).toBeGreaterThan(1500)
  })

  it("cost whole positive meticais, and their dollars at 64 to one", () => {
    const variants = sample.flatMap((product) => product.variants)
    const wrong = variants.filter(
      ({ priceCents, priceUsdCents }) =>
        !Number.isInteger(priceCents / 100) ||
        priceCents < 500 ||
        Math.abs(priceUsdCents - priceCents / 64) > 0.5
    )
    expect(wrong).toEqual([])
  })

  it("have a former price above the usual one, and stock below their most", () => {
    const wrong = sample.filter(
      ({ comparePriceCents, variants, maxStock }) =>
        (comparePriceCents !== null && comparePriceCents <= (variants[0]?.priceCents ?? 0)) ||
        variants.reduce((sum, { stock }) => sum + stock, 0) > maxStock
    )
    expect(wrong).toEqual([])
  })

  it("come in one to three packs of different names", () => {
    const counts = new Set(sample.map((product) => product.variants.length))
    expect([...counts].sort()).toEqual([1, 2, 3])
    const repeated = sample.filter(
      ({ variants }) => new Set(variants.map(({ value }) => value)).size < variants.length
    )
    expect(repeated).toEqual([])
  })

  it("are mostly on sale, some hidden, some featured, some rated", () => {
    expect(share((product) => product.status === "published")).toBeGreaterThan(0.94)
    expect(share((product) => product.status === "draft")).toBeGreaterThan(0.005)
    expect(share((product) => product.isFeatured)).toBeGreaterThan(0.005)
    expect(share((product) => product.reviewCount > 0)).toBeGreaterThan(0.2)
  })

  it("have a mean rating from 1 to 5", () => {
    const rated = sample.filter((product) => product.reviewCount > 0)
    const means = rated.map(({ ratingSum, reviewCount }) => ratingSum / reviewCount)
    expect(Math.min(...means)).toBeGreaterThanOrEqual(1)
    expect(Math.max(...means)).toBeLessThanOrEqual(5)
  })

  it("appear one after the other", () => {
    const times = sample.map((product) => product.createdAt.getTime())
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(new Set(times).size).toBe(times.length)
  })

  it("bear no place of the product they are made after", () => {
    expect(templates.filter(({ baseName }) => /Gurúè|Chókwè|Niassa/.test(baseName))).toEqual([])
    expect(templates.every(({ baseName }) => baseName.length > 2)).toBe(true)
  })
})

describe("generated sellers", () => {
  const sellers = Array.from({ length: 400 }, (_, index) => generateSeller(1, index))

  it("are the same for the same seed, with handles of their own", () => {
    expect(generateSeller(1, 17)).toEqual(sellers[17])
    expect(new Set(sellers.map((seller) => seller.handle)).size).toBe(sellers.length)
  })

  it("hand goods over in one way at least, in Mozambique, and reach nobody", () => {
    const wrong = sellers.filter(
      ({ delivery, latitude, longitude, email }) =>
        !(delivery.pickup || delivery.local_delivery || delivery.shipping) ||
        latitude < -27 ||
        latitude > -10 ||
        longitude < 30 ||
        longitude > 41 ||
        !email.endsWith(".example")
    )
    expect(wrong).toEqual([])
  })
})

describe("rows for COPY", () => {
  it("hold text without what COPY takes for its own signs", () => {
    expect(copyText("a\tb\nc\\d\r")).toBe("a\\tb\\nc\\\\d\\r")
    expect(copyText("\\N")).toBe("\\\\N")
  })

  it("hold nothing, truth, numbers, lists and JSON in Postgres's ways", () => {
    expect(copyText(null)).toBe("\\N")
    expect([copyText(true), copyText(false), copyText(12.5)]).toEqual(["t", "f", "12.5"])
    expect(copyText(["leite", 'a "b"', "c\\d"])).toBe('{"leite","a \\\\"b\\\\"","c\\\\\\\\d"}')
    expect(copyText({ json: { a: 'x "y"', b: [1] } })).toBe('{"a":"x \\\\"y\\\\"","b":[1]}')
    expect(copyText({ json: null })).toBe("null")
  })

  it("hold amounts as Medusa writes them", () => {
    expect([8550, 8500, 5, 100_000].map((cents) => amountOf(cents).text)).toEqual([
      "85.5",
      "85",
      "0.05",
      "1000",
    ])
    expect(amountOf(0).text).toBe("0")
    expect(quantityOf(40).raw).toEqual({ json: { value: "40", precision: 20 } })
  })

  it("name each column once", () => {
    for (const table of tableNames) {
      const columns: string[] = columnsOf(table)
      expect([table, new Set(columns).size]).toEqual([table, columns.length])
      expect(columns.every((column) => /^[a-z_0-9]+$/.test(column))).toBe(true)
    }
  })
})

describe("ids", () => {
  it("are a prefix and a ULID of the moment, never twice the same", () => {
    const moment = new Date("2025-01-01T00:00:00.000Z")
    const newId = idsAt(moment)
    const ids = Array.from({ length: 10_000 }, () => newId("prod"))
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.every((id) => /^prod_01JGFJJZ00[0-9A-HJKMNP-TV-Z]{16}$/.test(id))).toBe(true)
  })
})

describe("slugs", () => {
  it("are lowercase ASCII words", () => {
    expect(slugOf("Ananás de Nicoadala (kg)")).toBe("ananas-de-nicoadala-kg")
    expect(slugOf("  Óleo — Côco! ")).toBe("oleo-coco")
  })
})
