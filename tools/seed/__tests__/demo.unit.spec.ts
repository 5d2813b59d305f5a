import {
  completeOptions,
  toInventoryItems,
  toMedusaProducts,
} from "../../../src/workflows/catalog/to-medusa-products"
import type { NewProduct } from "../../../src/workflows/catalog/types"
import { products } from "../content"
import { forCheapest, toNewProduct } from "../demo/to-new-product"

const picture = {
  url: "/media/a-large.webp",
  thumbnail: "/media/a-thumbnail.webp",
  medium: "/media/a-medium.webp",
  large: "/media/a-large.webp",
  width: 1200,
  height: 1200,
  placeholder: "data:image/webp;base64,AA==",
  alt: "A",
}
const place = {
  seller_id: "sel_1",
  stock_location_id: "sloc_1",
  shipping_profile_id: "sp_1",
  sales_channel_ids: ["sc_1", "sc_2"],
}

function find(slug: string) {
  const product = products.find((entry) => entry.slug === slug)
  if (product === undefined) {
    throw new Error(`The content has no ${slug}`)
  }
  return product
}

const tomato = find("tomate-maca")
const plain = products.find((product) => product.variants === undefined)
if (plain === undefined) {
  throw new Error("All the content has variants")
}

function toMedusa(product: NewProduct) {
  const wanted = completeOptions([product])
  const [made] = toMedusaProducts(wanted, place, {
    tagIds: Object.fromEntries(product.tags.map((tag) => [tag, `ptag_${tag}`])),
    inventoryItemIds: toInventoryItems(wanted, place).map((_, index) => `iitem_${index}`),
    optionIds: wanted.map(({ options }) => options.map((_, index) => `opt_${index}`)),
  })
  return { wanted, made }
}

describe("a product of the content", () => {
  it("all become products of the catalogue", () => {
    for (const product of products) {
      const made = toNewProduct(product, "pcat_1", picture)
      expect(() => completeOptions([made])).not.toThrow()
      expect(made.weight_grams).toBe(Math.round(product.weightKg * 1000))
      expect(made.variants.reduce((sum, { stock }) => sum + stock, 0)).toBe(product.stock)
    }
  })

  it("shows a former price for the cheapest option, as its price is", () => {
    expect(forCheapest(10_000, tomato)).toBe(5_300)
    expect(forCheapest(1_000, plain)).toBe(1_000)
    const reduced = products
      .map((product) => toNewProduct(product, "pcat_1", picture))
      .filter(({ catalog }) => catalog.compare_price !== null)
    const wrong = reduced.filter(
      ({ catalog, variants }) =>
        (catalog.compare_price ?? 0) <= Math.min(...variants.map((variant) => variant.price_cents))
    )
    expect(reduced.length).toBeGreaterThan(0)
    expect(wrong.map(({ handle }) => handle)).toEqual([])
  })

  it("keeps its barcode on the usual option alone", () => {
    const made = toNewProduct({ ...tomato, barcode: "2000000000015" }, "pcat_1", picture)
    expect(made.variants.map(({ barcode }) => barcode)).toEqual([
      undefined,
      "2000000000015",
      undefined,
    ])
  })
})

describe("a product for Medusa", () => {
  it("has prices as exact decimals in meticais and dollars", () => {
    const { made } = toMedusa(toNewProduct(tomato, "pcat_1", picture))
    expect(made?.variants?.map((variant) => variant.prices)).toEqual([
      [
        { currency_code: "mzn", amount: "45.00" },
        { currency_code: "usd", amount: "0.70" },
      ],
      [
        { currency_code: "mzn", amount: "85.00" },
        { currency_code: "usd", amount: "1.33" },
      ],
      [
        { currency_code: "mzn", amount: "390.00" },
        { currency_code: "usd", amount: "6.09" },
      ],
    ])
  })

  it("stands in both channels, with one inventory item a variant in order", () => {
    const { made, wanted } = toMedusa(toNewProduct(tomato, "pcat_1", picture))
    expect(made?.sales_channels).toEqual([{ id: "sc_1" }, { id: "sc_2" }])
    expect(made?.shipping_profile_id).toBe("sp_1")
    expect(
      made?.variants?.map((variant) => variant.inventory_items?.[0]?.inventory_item_id)
    ).toEqual(["iitem_0", "iitem_1", "iitem_2"])
    expect(toInventoryItems(wanted, place).map((item) => item.location_levels)).toEqual(
      [60, 120, 18].map((stocked_quantity) => [{ location_id: "sloc_1", stocked_quantity }])
    )
  })

  it("has its unit for an option where it has no other", () => {
    const { wanted, made } = toMedusa(toNewProduct(plain, "pcat_1", picture))
    expect(wanted[0]?.options).toEqual([{ title: "Unidade", values: [plain.unit] }])
    expect(made?.variants?.map(({ title }) => title)).toEqual([plain.unit])
  })

  it("is refused where its variants do not fit its options", () => {
    const good = toNewProduct(tomato, "pcat_1", picture)
    const refused: Partial<NewProduct>[] = [
      { variants: [] },
      { options: [] },
      { options: [{ title: "Cor", values: ["vermelho"] }] },
      { options: [{ title: "Peso", values: ["500 g"] }] },
    ]
    for (const change of refused) {
      expect(() => completeOptions([{ ...good, ...change }])).toThrow("Tomate Maçã")
    }
  })

  it("is refused with a price that is no whole number of cents", () => {
    const product = toNewProduct(plain, "pcat_1", picture)
    const variants = product.variants.map((variant) => ({ ...variant, price_cents: 10.5 }))
    expect(() => toMedusa({ ...product, variants })).toThrow("whole number of cents")
  })
})
