import { categories, products, sellers } from ".."
import { seedAllergens, seedMotifs } from "../types"
import type { SeedCategory, SeedProduct, SeedSeller } from "../types"

const leaves: SeedCategory[] = categories.flatMap((main) => main.children ?? [])
const allCategories: SeedCategory[] = [...categories, ...leaves]
const leafSlugs = new Set(leaves.map((leaf) => leaf.slug))
const sellerSlugs = new Set(sellers.map((seller) => seller.slug))

function transliterate(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
}

function repeated(values: string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index)
}

/** Slugs of the items that break a rule, so that a failure names them. */
function breaking<T extends { slug: string }>(items: T[], holds: (item: T) => boolean): string[] {
  return items.filter((item) => !holds(item)).map((item) => item.slug)
}

function isPositiveInteger(value: number): boolean {
  return Number.isInteger(value) && value > 0
}

function isWithin(value: number, low: number, high: number): boolean {
  return value >= low && value <= high
}

/** Whether a US price is the metical price at 64 to the dollar, within 5%. */
function isAtExchangeRate(mznCents: number, usdCents: number): boolean {
  return Math.abs(usdCents * 64 - mznCents) <= Math.max(64, mznCents * 0.05)
}

function isEan13(code: string): boolean {
  const sum = [...code].reduce(
    (total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3),
    0
  )
  return /^200\d{10}$/.test(code) && sum % 10 === 0
}

function optionsOf(product: SeedProduct) {
  return product.variants?.options ?? []
}

describe("demonstration categories", () => {
  it("are 24 on two levels", () => {
    expect(allCategories).toHaveLength(24)
    expect(breaking(leaves, (leaf) => leaf.children === undefined)).toEqual([])
    expect(breaking(categories, (main) => (main.children ?? []).length > 0)).toEqual([])
  })

  it("have slugs unique over both levels, transliterated from the name", () => {
    expect(repeated(allCategories.map((category) => category.slug))).toEqual([])
    expect(breaking(allCategories, ({ slug, name }) => slug === transliterate(name))).toEqual([])
  })

  it("are numbered from 1 among their siblings", () => {
    const families = [categories, ...categories.map((main) => main.children ?? [])]
    for (const siblings of families) {
      expect(siblings.map((category) => category.order)).toEqual(
        siblings.map((_, index) => index + 1)
      )
    }
  })

  it("each hold products at the second level", () => {
    const used = new Set(products.map((product) => product.categorySlug))
    expect(breaking(leaves, (leaf) => used.has(leaf.slug))).toEqual([])
  })
})

describe("demonstration sellers", () => {
  it("are at least 12, with unique transliterated slugs", () => {
    expect(sellers.length).toBeGreaterThanOrEqual(12)
    expect(repeated(sellers.map((seller) => seller.slug))).toEqual([])
    expect(
      breaking(sellers, (seller) => {
        return seller.slug === transliterate(seller.businessName)
      })
    ).toEqual([])
  })

  it("are known for a main category that exists", () => {
    const mains = new Set(categories.map((main) => main.slug))
    expect(breaking(sellers, (seller) => mains.has(seller.category))).toEqual([])
  })

  it("each sell something", () => {
    const selling = new Set(products.map((product) => product.sellerSlug))
    expect(breaking(sellers, (seller) => selling.has(seller.slug))).toEqual([])
  })

  it("have contacts that reach nobody", () => {
    const isFictional = ({ contact }: SeedSeller) =>
      /^[a-z]+@[a-z-]+\.example$/.test(contact.email) &&
      /^\+25884000\d{4}$/.test(contact.phone) &&
      (contact.website === undefined || /^https:\/\/[a-z-]+\.example$/.test(contact.website))
    expect(breaking(sellers, isFictional)).toEqual([])
    expect(repeated(sellers.map(({ contact }) => contact.email))).toEqual([])
    expect(repeated(sellers.map(({ contact }) => contact.phone))).toEqual([])
  })

  it("stand within Mozambique", () => {
    expect(
      breaking(
        sellers,
        ({ address }) =>
          isWithin(address.latitude, -26.9, -10.4) &&
          isWithin(address.longitude, 30.2, 40.9) &&
          /^\d{4}$/.test(address.zipCode)
      )
    ).toEqual([])
  })

  it("have seven days of hours, opening before they close", () => {
    for (const seller of sellers) {
      expect(seller.businessHours.map((hours) => hours.day)).toEqual([0, 1, 2, 3, 4, 5, 6])
      for (const { open, close, isOpen } of seller.businessHours) {
        expect(open).toMatch(/^([01]\d|2[0-3]):[0-5]\d$/)
        expect(close).toMatch(/^([01]\d|2[0-3]):[0-5]\d$/)
        expect(open < close).toBe(isOpen)
      }
    }
  })

  it("have delivery, payment and payout terms that make sense", () => {
    expect(
      breaking(
        sellers,
        ({ deliveryOptions: delivery, paymentMethods, commissionRate, minimumPayoutCents }) =>
          delivery.localDelivery === delivery.deliveryRadiusKm > 0 &&
          delivery.localDelivery === delivery.deliveryFeeCents > 0 &&
          Number.isInteger(delivery.deliveryFeeCents) &&
          paymentMethods.length > 0 &&
          repeated(paymentMethods).length === 0 &&
          isWithin(commissionRate, 1, 30) &&
          isPositiveInteger(minimumPayoutCents)
      )
    ).toEqual([])
  })
})

describe("demonstration products", () => {
  it("are at least 200, about 40 of them with variants", () => {
    expect(products.length).toBeGreaterThanOrEqual(200)
    const withVariants = products.filter((product) => product.variants)
    expect(withVariants.length).toBeGreaterThanOrEqual(40)
  })

  it("have unique slugs, transliterated from the name", () => {
    expect(repeated(products.map((product) => product.slug))).toEqual([])
    expect(breaking(products, ({ slug, name }) => slug === transliterate(name))).toEqual([])
  })

  it("have unique texts", () => {
    expect(repeated(products.map((product) => product.description))).toEqual([])
    expect(repeated(products.map((product) => product.shortDescription))).toEqual([])
  })

  it("have unique SKUs, variants included", () => {
    const skus = products.flatMap((product) => [
      product.sku,
      ...optionsOf(product).map((option) => option.sku),
    ])
    expect(repeated(skus)).toEqual([])
    expect(
      breaking(products, (product) => {
        return optionsOf(product).every(({ sku }) => {
          return sku.startsWith(`${product.sku}-`)
        })
      })
    ).toEqual([])
  })

  it("have unique, valid in-store barcodes where they have one", () => {
    const barcodes = products.flatMap(({ barcode }) => barcode ?? [])
    expect(barcodes.filter((barcode) => !isEan13(barcode))).toEqual([])
    expect(repeated(barcodes)).toEqual([])
  })

  it("name a seller and a second-level category that exist", () => {
    expect(
      breaking(
        products,
        ({ sellerSlug, categorySlug }) => sellerSlugs.has(sellerSlug) && leafSlugs.has(categorySlug)
      )
    ).toEqual([])
  })

  it("have whole positive prices, above cost and below any former price", () => {
    expect(
      breaking(
        products,
        ({ priceCents, priceUsdCents, costPriceCents, comparePriceCents }) =>
          [priceCents, priceUsdCents, costPriceCents].every(isPositiveInteger) &&
          costPriceCents < priceCents &&
          (comparePriceCents === undefined ||
            (Number.isInteger(comparePriceCents) && comparePriceCents > priceCents))
      )
    ).toEqual([])
  })

  it("have US prices at about 64 meticais to the dollar", () => {
    expect(
      breaking(products, (product) =>
        [product, ...optionsOf(product)].every((priced) =>
          isAtExchangeRate(priced.priceCents, priced.priceUsdCents)
        )
      )
    ).toEqual([])
  })

  it("have stock within bounds", () => {
    expect(
      breaking(
        products,
        ({ stock, minStock, maxStock }) =>
          [stock, minStock, maxStock].every(Number.isInteger) &&
          isWithin(stock, 0, maxStock) &&
          minStock > 0 &&
          minStock < maxStock
      )
    ).toEqual([])
  })

  it("offer two to four values of one option, one at the usual price", () => {
    const withVariants = products.filter((product) => product.variants)
    expect(
      breaking(withVariants, (product) => {
        const options = optionsOf(product)
        return (
          isWithin(options.length, 2, 4) &&
          repeated(options.map((option) => option.value)).length === 0 &&
          options.every(
            ({ priceCents, priceUsdCents, stock }) =>
              isPositiveInteger(priceCents) &&
              isPositiveInteger(priceUsdCents) &&
              Number.isInteger(stock) &&
              stock >= 0
          ) &&
          options.some(({ priceCents }) => priceCents === product.priceCents) &&
          options.reduce((total, { stock }) => total + stock, 0) === product.stock
        )
      })
    ).toEqual([])
  })

  it("declare allergens of the closed list only, once each", () => {
    const known = new Set<string>(seedAllergens)
    expect(
      breaking(
        products,
        ({ allergens }) =>
          allergens.every((allergen) => known.has(allergen)) && repeated(allergens).length === 0
      )
    ).toEqual([])
  })

  it("are gluten free exactly when they declare no gluten", () => {
    expect(
      breaking(
        products,
        ({ isGlutenFree, allergens }) => isGlutenFree !== allergens.includes("glúten")
      )
    ).toEqual([])
  })

  it("declare nothing of animal origin when vegan", () => {
    const animal = ["leite", "ovos", "peixe", "crustáceos"]
    const vegan = products.filter((product) => product.isVegan)
    expect(
      breaking(vegan, ({ allergens }) => {
        return !allergens.some((allergen) => animal.includes(allergen))
      })
    ).toEqual([])
  })

  it("have nutrition that fits in 100 g", () => {
    expect(
      breaking(products, ({ nutritionalInfo: per100g }) => {
        const { calories, protein, carbs, fat, fiber, sugar } = per100g
        return (
          Object.values(per100g).every((value) => value >= 0) &&
          calories <= 900 &&
          protein + carbs + fat <= 101 &&
          fiber + sugar <= carbs + 0.3
        )
      })
    ).toEqual([])
  })

  it("have lowercase tags, weights and drawable pictures", () => {
    expect(
      breaking(
        products,
        ({ tags, weightKg, picture }) =>
          tags.length > 0 &&
          tags.every((tag) => tag === tag.trim().toLowerCase()) &&
          repeated(tags).length === 0 &&
          weightKg > 0 &&
          Number.isInteger(picture.hue) &&
          isWithin(picture.hue, 0, 359) &&
          seedMotifs.includes(picture.motif)
      )
    ).toEqual([])
  })

  it("are described in two to four sentences", () => {
    expect(
      breaking(products, ({ description }) => {
        const sentences = description.match(/[.!?](?=\s|$)/g) ?? []
        return isWithin(sentences.length, 2, 4)
      })
    ).toEqual([])
  })

  it("call best sellers those that sold the most", () => {
    const sales = (isBest: boolean) =>
      products
        .filter((product) => product.isBestSeller === isBest)
        .map((product) => product.salesCount)
    expect(Math.min(...sales(true))).toBeGreaterThan(Math.max(...sales(false)))
  })

  it("leave some sold out, some featured and some best sellers", () => {
    const soldOut = products.filter((product) => product.stock === 0)
    const featured = products.filter((product) => product.isFeatured)
    const bestSellers = products.filter((product) => product.isBestSeller)
    expect(soldOut.length).toBeGreaterThanOrEqual(5)
    expect(isWithin(featured.length, 15, 30)).toBe(true)
    expect(isWithin(bestSellers.length, 15, 30)).toBe(true)
    expect(breaking(featured, (product) => product.stock > 0)).toEqual([])
  })
})
