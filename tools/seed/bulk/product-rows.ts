import type { Batch } from "./batch"
import type { BulkContext, SellerRef } from "./context"
import type { BulkProduct } from "./generate"
import { idsAt } from "./ids"
import { addVariant, type Made } from "./variant-rows"

function addOption(batch: Batch, { id, moment, newId, product }: Made): string[] {
  const option_id = newId("opt")
  const product_product_option_id = newId("prodopt")
  batch.add("product_option", moment, {
    id: option_id,
    title: product.optionName,
    is_exclusive: true,
  })
  batch.add("product_product_option", moment, {
    id: product_product_option_id,
    product_id: id,
    product_option_id: option_id,
  })
  return product.variants.map(({ value }, rank) => {
    const product_option_value_id = newId("optval")
    batch.add("product_option_value", moment, {
      id: product_option_value_id,
      value,
      option_id,
      rank,
    })
    batch.add("product_product_option_value", moment, {
      id: newId("prodoptval"),
      product_product_option_id,
      product_option_value_id,
    })
    return product_option_value_id
  })
}

function addPlace(
  batch: Batch,
  { id, moment, newId, product }: Made,
  context: BulkContext,
  seller: SellerRef
): void {
  for (const sales_channel_id of new Set([context.channelId, seller.salesChannelId])) {
    batch.add("product_sales_channel", moment, {
      id: newId("prodsc"),
      product_id: id,
      sales_channel_id,
    })
  }
  batch.add("product_shipping_profile", moment, {
    id: newId("prodsp"),
    product_id: id,
    shipping_profile_id: seller.shippingProfileId,
  })
  batch.add("product_category_product", moment, {
    product_id: id,
    product_category_id: context.categoryId(product.template.categorySlug),
  })
  for (const product_tag_id of context.tagIds(product.template.tags)) {
    batch.add("product_tags", moment, { product_id: id, product_tag_id })
  }
  batch.add("product_seller", moment, { id: newId("link"), product_id: id, seller_id: seller.id })
}

function addCatalogRecord(batch: Batch, { id, moment, newId, product }: Made): void {
  const { template } = product
  const catalog_product_id = newId("catp")
  batch.add("catalog_product", moment, {
    id: catalog_product_id,
    is_organic: product.isOrganic,
    is_gluten_free: template.isGlutenFree,
    is_vegan: template.isVegan,
    allergens: template.allergens,
    nutrition: { json: template.nutritionalInfo },
    attributes: {
      json: [
        { name: "Origem", value: `${product.place.district}, ${product.place.province}` },
        ...template.attributes.filter(({ name }) => name !== "Origem"),
      ],
    },
    short_description: product.shortDescription,
    unit: template.unit,
    compare_price: product.comparePriceCents,
    cost_price: product.costPriceCents,
    min_stock: product.minStock,
    max_stock: product.maxStock,
    is_featured: product.isFeatured,
    is_best_seller: product.isBestSeller,
    is_switched_off: product.isSwitchedOff,
    seo: null,
  })
  batch.add("product_catalog_product", moment, {
    id: newId("link"),
    product_id: id,
    catalog_product_id,
  })
  batch.add("product_stat", moment, {
    id,
    sales_count: product.salesCount,
    rating_sum: product.ratingSum,
    review_count: product.reviewCount,
  })
}

/** Adds every row of a generated product; returns the product's id. */
export function addProduct(batch: Batch, product: BulkProduct, context: BulkContext): string {
  const newId = idsAt(product.createdAt)
  const moment = product.createdAt.toISOString()
  const id = newId("prod")
  const made: Made = { id, moment, newId, product }
  const { dimensionsCm, weightKg, slug } = product.template
  const seller = context.sellerAt(product.sellerShare)
  const picture = context.pictureOf(slug)
  batch.add("product", moment, {
    id,
    title: product.name,
    handle: product.handle,
    description: product.description,
    status: product.status,
    thumbnail: picture?.thumbnail ?? null,
    weight: Math.round(weightKg * 1000),
    length: dimensionsCm?.length ?? null,
    height: dimensionsCm?.height ?? null,
    width: dimensionsCm?.width ?? null,
    origin_country: "mz",
    external_id: context.externalId(product.index),
  })
  if (picture !== undefined) {
    const metadata = { json: { ...picture.metadata, alt: product.name } }
    batch.add("image", moment, {
      id: newId("img"),
      url: picture.url,
      metadata,
      rank: 0,
      product_id: id,
    })
  }
  const valueIds = addOption(batch, made)
  for (const [rank, variant] of product.variants.entries()) {
    addVariant(batch, made, variant, rank, valueIds[rank] ?? "", seller)
  }
  addPlace(batch, made, context, seller)
  addCatalogRecord(batch, made)
  return id
}
