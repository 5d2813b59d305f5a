import {
  createWorkflow,
  transform,
  when,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import {
  createRemoteLinkStep,
  createSalesChannelsWorkflow,
  createShippingProfilesWorkflow,
  createStockLocationsWorkflow,
  useQueryGraphStep,
} from "@medusajs/medusa/core-flows"
import { partsOf, planSellerLinks } from "./plan-seller"
import { reconcileShippingOptionsWorkflow } from "./reconcile-shipping-options"
import { createSellerServiceZoneStep } from "./steps/create-seller-service-zone"
import { findSellerResourcesStep } from "./steps/find-seller-resources"
import { sellerNames, type SellerToProvision } from "./types"

/**
 * Gives a seller what Medusa needs to sell its goods: a sales channel, a stock
 * location (also reached from the marketplace's own channel), a shipping profile,
 * and shipping options made of its delivery settings. Makes what is missing and mends
 * what differs, so it can be run again after it was killed or the settings changed.
 * Callers hold the seller's lock: two at once would make everything twice.
 */
export const provisionSellerWorkflow = createWorkflow(
  "provision-seller",
  (input: { seller_id: string }) => {
    const { data: sellers } = useQueryGraphStep({
      entity: "seller",
      fields: ["id", "handle", "business_name", "address", "delivery_options"],
      filters: { id: input.seller_id },
      options: { throwIfKeyNotFound: true },
    }).config({ name: "read-seller" })
    const { data: stores } = useQueryGraphStep({
      entity: "store",
      fields: ["default_sales_channel_id"],
    }).config({ name: "read-store" })
    const seller = transform(sellers, (rows) => rows[0] as unknown as SellerToProvision)
    const marketplaceChannelId = transform(
      stores,
      (rows: { default_sales_channel_id?: string | null }[]) => rows[0]?.default_sales_channel_id
    )
    const found = findSellerResourcesStep(seller)

    const channels = when("channel-is-missing", found, (it) => !it.sales_channel_id).then(() =>
      createSalesChannelsWorkflow.runAsStep({
        input: {
          salesChannelsData: transform(seller, (row) => [
            {
              name: row.business_name,
              description: `Loja de ${row.business_name}`,
              metadata: { seller_id: row.id },
            },
          ]),
        },
      })
    )
    const locations = when("location-is-missing", found, (it) => !it.stock_location_id).then(() =>
      createStockLocationsWorkflow.runAsStep({
        input: {
          locations: transform(seller, (row) => [
            {
              name: row.business_name,
              address: {
                address_1: row.address?.street ?? row.business_name,
                city: row.address?.city ?? "",
                province: row.address?.state ?? "",
                postal_code: row.address?.zip_code ?? "",
                country_code: "mz",
              },
              metadata: { seller_id: row.id },
            },
          ]),
        },
      })
    )
    const profiles = when("profile-is-missing", found, (it) => !it.shipping_profile_id).then(() =>
      createShippingProfilesWorkflow.runAsStep({
        input: {
          data: transform(seller, (row) => [
            { name: sellerNames(row).shippingProfile, type: "seller" },
          ]),
        },
      })
    )
    const zone = when("zone-is-missing", found, (it) => !it.service_zone_id).then(() =>
      createSellerServiceZoneStep(
        transform({ seller, found }, (data) => ({
          ...sellerNames(data.seller),
          fulfillment_set_id: data.found.fulfillment_set_id,
        }))
      )
    )
    const parts = transform({ found, channels, locations, profiles, zone }, (made) =>
      partsOf(made.found, {
        sales_channel_id: made.channels?.[0]?.id,
        stock_location_id: made.locations?.[0]?.id,
        shipping_profile_id: made.profiles?.[0]?.id,
        ...made.zone,
      })
    )
    createRemoteLinkStep(
      transform({ seller, marketplaceChannelId, parts, found }, (made) =>
        planSellerLinks(made.seller.id, made.parts, made.marketplaceChannelId, made.found)
      )
    )
    reconcileShippingOptionsWorkflow.runAsStep({
      input: { seller, parts, present: found.shipping_options },
    })
    return new WorkflowResponse(parts)
  }
)
