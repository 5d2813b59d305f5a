import type {
  CreateInventoryItemInput,
  CreateProductWorkflowInputDTO,
} from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { fromCents } from "../../lib/money"
import type { NewProduct, NewVariant, SellerPlace } from "./types"

type LocationLevel = { location_id: string; stocked_quantity: number }

/** Medusa wants an option on every product: this one says what a unit is. */
const unitOption = "Unidade"

function refuse(product: NewProduct, reason: string): never {
  throw new MedusaError(MedusaError.Types.INVALID_DATA, `The product "${product.title}" ${reason}`)
}

function checkVariants(product: NewProduct): void {
  if (product.variants.length === 0) {
    refuse(product, "has no variant")
  }
  if (product.options.length === 0 && product.variants.length > 1) {
    refuse(product, "has several variants and no option to tell them apart")
  }
  for (const { title, values } of product.options) {
    if (product.variants.some((variant) => !values.includes(variant.options[title] ?? ""))) {
      refuse(product, `has a variant without one of the values of "${title}"`)
    }
  }
}

/**
 * The products with an option each, as Medusa has them.
 *
 * @throws MedusaError INVALID_DATA for variants that do not fit the options.
 */
export function completeOptions(products: NewProduct[]): NewProduct[] {
  return products.map((product) => {
    checkVariants(product)
    if (product.options.length > 0) {
      return product
    }
    const unit = product.catalog.unit ?? "unidade"
    return {
      ...product,
      options: [{ title: unitOption, values: [unit] }],
      variants: product.variants.map((variant) => ({
        ...variant,
        options: { [unitOption]: unit },
      })),
    }
  })
}

/** The variant's name among its product's: its option values, in the options' order. */
function titleOf(variant: NewVariant, product: NewProduct): string {
  return product.options.map(({ title }) => variant.options[title] ?? "").join(" / ")
}

/** Lengths up to the next whole centimetre: Medusa keeps an inventory item's as integers. */
function wholeDimensions(dimensions: NewProduct["dimensions_cm"]) {
  return dimensions === null
    ? {}
    : {
        length: Math.ceil(dimensions.length),
        width: Math.ceil(dimensions.width),
        height: Math.ceil(dimensions.height),
      }
}

/** One inventory item a variant, with its stock at the seller's location, in the variants' order. */
export function toInventoryItems(
  products: NewProduct[],
  place: SellerPlace
): (CreateInventoryItemInput & { location_levels: LocationLevel[] })[] {
  return products.flatMap((product) =>
    product.variants.map((variant) => ({
      sku: variant.sku,
      title: product.title,
      description: titleOf(variant, product),
      origin_country: product.origin_country,
      weight: product.weight_grams ?? undefined,
      ...wholeDimensions(product.dimensions_cm),
      requires_shipping: true,
      location_levels: [{ location_id: place.stock_location_id, stocked_quantity: variant.stock }],
    }))
  )
}

function toPrices(variant: NewVariant) {
  const usd = variant.price_usd_cents
  return [
    { currency_code: "mzn", amount: fromCents(variant.price_cents) },
    ...(usd === undefined ? [] : [{ currency_code: "usd", amount: fromCents(usd) }]),
  ]
}

/**
 * A seller's products, of complete options, as Medusa's workflow takes them.
 * `inventoryItemIds` are those of `toInventoryItems`, `tagIds` the tags' ids by word,
 * `optionIds` the options' ids of each product.
 *
 * @throws AppError AMOUNT_NOT_IN_CENTS for a price that is no whole number of cents.
 */
export function toMedusaProducts(
  products: NewProduct[],
  place: SellerPlace,
  made: { tagIds: Record<string, string>; inventoryItemIds: string[]; optionIds: string[][] }
): CreateProductWorkflowInputDTO[] {
  const itemIds = made.inventoryItemIds.values()
  return products.map((product, position) => ({
    title: product.title,
    handle: product.handle,
    description: product.description,
    status: product.status,
    thumbnail: product.images[0]?.thumbnail,
    images: product.images.map(({ url, ...metadata }) => ({ url, metadata })),
    weight: product.weight_grams ?? undefined,
    ...(product.dimensions_cm ?? {}),
    origin_country: product.origin_country,
    category_ids: product.category_ids,
    tag_ids: product.tags.flatMap((word) => made.tagIds[word] ?? []),
    options: (made.optionIds[position] ?? []).map((id) => ({ id })),
    variants: product.variants.map((variant, index) => ({
      title: titleOf(variant, product),
      sku: variant.sku,
      barcode: variant.barcode,
      manage_inventory: true,
      variant_rank: index,
      options: variant.options,
      prices: toPrices(variant),
      inventory_items: [{ inventory_item_id: itemIds.next().value ?? "", required_quantity: 1 }],
    })),
    sales_channels: place.sales_channel_ids.map((id) => ({ id })),
    shipping_profile_id: place.shipping_profile_id,
  }))
}
