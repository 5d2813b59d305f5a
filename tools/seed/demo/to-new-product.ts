import type { NewPicture, NewProduct, NewVariant } from "../../../src/workflows/catalog/types"
import type { SeedProduct } from "../content/types"

function toVariants(product: SeedProduct): NewVariant[] {
  const { variants } = product
  if (variants === undefined) {
    return [
      {
        options: {},
        price_cents: product.priceCents,
        price_usd_cents: product.priceUsdCents,
        stock: product.stock,
        sku: product.sku,
        barcode: product.barcode,
      },
    ]
  }
  const usual = variants.options.find((option) => option.priceCents === product.priceCents)
  return variants.options.map((option) => ({
    options: { [variants.optionName]: option.value },
    price_cents: option.priceCents,
    price_usd_cents: option.priceUsdCents,
    stock: option.stock,
    sku: option.sku,
    barcode: option === usual ? product.barcode : undefined,
  }))
}

/**
 * An amount for the usual unit brought to the cheapest option, whose price is the one
 * shown, to whole meticais: a former price must not look like the reduction of a smaller pack.
 */
export function forCheapest(amount: number, product: SeedProduct): number {
  const prices = product.variants?.options.map((option) => option.priceCents) ?? []
  const cheapest = Math.min(product.priceCents, ...prices)
  return cheapest === product.priceCents
    ? amount
    : Math.round((amount * cheapest) / product.priceCents / 100) * 100
}

/** A product of the content as the catalogue's workflow takes it. */
export function toNewProduct(
  product: SeedProduct,
  categoryId: string,
  picture: NewPicture
): NewProduct {
  const { variants, comparePriceCents } = product
  return {
    title: product.name,
    handle: product.slug,
    description: product.description,
    status: "published",
    images: [picture],
    category_ids: [categoryId],
    tags: product.tags,
    weight_grams: Math.round(product.weightKg * 1000),
    dimensions_cm: product.dimensionsCm ?? null,
    origin_country: "mz",
    options:
      variants === undefined
        ? []
        : [{ title: variants.optionName, values: variants.options.map(({ value }) => value) }],
    variants: toVariants(product),
    catalog: {
      is_organic: product.isOrganic,
      is_gluten_free: product.isGlutenFree,
      is_vegan: product.isVegan,
      allergens: product.allergens,
      nutrition: { ...product.nutritionalInfo },
      attributes: product.attributes,
      short_description: product.shortDescription,
      unit: product.unit,
      compare_price:
        comparePriceCents === undefined ? null : forCheapest(comparePriceCents, product),
      cost_price: forCheapest(product.costPriceCents, product),
      min_stock: product.minStock,
      max_stock: product.maxStock,
      is_featured: product.isFeatured,
      is_best_seller: product.isBestSeller,
      seo: product.seo ?? null,
    },
    sales_count: product.salesCount,
  }
}
