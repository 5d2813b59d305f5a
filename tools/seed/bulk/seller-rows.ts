import { sellerNames } from "../../../src/workflows/seller/types"
import { quantityOf } from "./amounts"
import type { Batch } from "./batch"
import type { SellerRef } from "./context"
import type { BulkSeller } from "./generate-seller"
import { idsAt } from "./ids"
import { addShippingOptions } from "./shipping-rows"

type Art = { logo: string | null; banner: string | null }

const everyDay = Array.from({ length: 7 }, (_, day) => ({
  day,
  open: day === 0 ? "00:00" : "07:00",
  close: day === 0 ? "00:00" : "17:00",
  is_open: day !== 0,
}))

function addRecord(batch: Batch, seller: BulkSeller, id: string, moment: string, art: Art): void {
  const { place } = seller
  batch.add("seller", moment, {
    id,
    handle: seller.handle,
    business_name: seller.businessName,
    business_description: seller.businessDescription,
    ...art,
    category: seller.category,
    tags: seller.tags,
    contact: { json: { email: seller.email, phone: seller.phone, website: null } },
    address: {
      json: {
        street: "Estrada Principal",
        number: null,
        complement: null,
        neighborhood: null,
        city: place.district,
        state: place.province,
        zip_code: place.zipCode,
        latitude: seller.latitude,
        longitude: seller.longitude,
      },
    },
    business_hours: { json: everyDay },
    delivery_options: { json: seller.delivery },
    payment_methods: seller.paymentMethods,
    commission_rate: seller.commissionRate,
    minimum_payout: seller.minimumPayoutCents,
    status: "approved",
    approved_at: moment,
  })
  const sales = quantityOf(seller.totalSalesCents)
  batch.add("seller_stat", moment, {
    id,
    total_sales: sales.text,
    raw_total_sales: sales.raw,
    total_orders: seller.totalOrders,
  })
}

/**
 * Adds every row of an approved seller and of what provisionSellerWorkflow gives it.
 *
 * @returns the ids that its products need.
 */
export function addSeller(
  batch: Batch,
  seller: BulkSeller,
  marketplaceChannelId: string,
  art: Art
): SellerRef {
  const newId = idsAt(seller.createdAt)
  const moment = seller.createdAt.toISOString()
  const id = newId("sel")
  const names = sellerNames({ id })
  const mark = { json: { seller_id: id } }
  const [sales_channel_id, stock_location_id] = [newId("sc"), newId("sloc")]
  const [shipping_profile_id, address_id] = [newId("sp"), newId("laddr")]
  const [fulfillment_set_id, service_zone_id] = [newId("fuset"), newId("serzo")]
  addRecord(batch, seller, id, moment, art)
  batch.add("sales_channel", moment, {
    id: sales_channel_id,
    name: seller.businessName,
    description: `Loja de ${seller.businessName}`,
    metadata: mark,
  })
  batch.add("stock_location_address", moment, {
    id: address_id,
    address_1: "Estrada Principal",
    city: seller.place.district,
    country_code: "mz",
    province: seller.place.province,
    postal_code: seller.place.zipCode,
  })
  batch.add("stock_location", moment, {
    id: stock_location_id,
    name: seller.businessName,
    address_id,
    metadata: mark,
  })
  batch.add("shipping_profile", moment, {
    id: shipping_profile_id,
    name: names.shippingProfile,
    type: "seller",
  })
  batch.add("fulfillment_set", moment, {
    id: fulfillment_set_id,
    name: names.fulfillmentSet,
    type: "shipping",
  })
  batch.add("service_zone", moment, {
    id: service_zone_id,
    name: names.serviceZone,
    fulfillment_set_id,
  })
  batch.add("geo_zone", moment, {
    id: newId("fgz"),
    type: "country",
    country_code: "mz",
    service_zone_id,
  })
  addShippingOptions(batch, seller, { newId, moment }, { service_zone_id, shipping_profile_id })
  batch.add("seller_sales_channel", moment, { id: newId("link"), seller_id: id, sales_channel_id })
  batch.add("seller_stock_location", moment, {
    id: newId("link"),
    seller_id: id,
    stock_location_id,
  })
  batch.add("seller_shipping_profile", moment, {
    id: newId("link"),
    seller_id: id,
    shipping_profile_id,
  })
  for (const channel of [sales_channel_id, marketplaceChannelId]) {
    batch.add("sales_channel_stock_location", moment, {
      id: newId("scloc"),
      sales_channel_id: channel,
      stock_location_id,
    })
  }
  batch.add("location_fulfillment_set", moment, {
    id: newId("locfs"),
    stock_location_id,
    fulfillment_set_id,
  })
  batch.add("location_fulfillment_provider", moment, {
    id: newId("locfp"),
    stock_location_id,
    fulfillment_provider_id: "manual_manual",
  })
  return {
    id,
    salesChannelId: sales_channel_id,
    stockLocationId: stock_location_id,
    shippingProfileId: shipping_profile_id,
  }
}
