import {
  createWorkflow,
  transform,
  when,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import {
  createRemoteLinkStep,
  createSalesChannelsWorkflow,
  createShippingOptionsWorkflow,
  createShippingProfilesWorkflow,
  createStockLocationsWorkflow,
  deleteShippingOptionsWorkflow,
  useQueryGraphStep,
} from "@medusajs/medusa/core-flows"
import { partsOf, planMissingShippingOptions, planSellerLinks } from "./plan-seller"
import { createSellerServiceZoneStep } from "./steps/create-seller-service-zone"
import { findSellerResourcesStep } from "./steps/find-seller-resources"
import { sellerNames, type SellerToProvision } from "./types"

/**
 * Gives a seller what Medusa needs to sell its goods: a sales channel, a stock
 * location (also reached from the marketplace's own channel), a shipping profile,
 * and shipping options made of its delivery settings. Makes only what is missing,
 * so it can be run again after it was killed.
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
      createSellerServiceZoneStep(transform(seller, (row) => sellerNames(row)))
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
    when("options-are-unpriced", found, (it) => it.unpriced_option_ids.length > 0).then(() => {
      deleteShippingOptionsWorkflow.runAsStep({
        input: { ids: transform(found, (it) => it.unpriced_option_ids) },
      })
    })
    const options = transform({ seller, parts, found }, (made) =>
      planMissingShippingOptions(made.seller, made.parts, made.found.delivery_methods)
    )
    when("options-are-missing", options, (missing) => missing.length > 0).then(() => {
      createShippingOptionsWorkflow.runAsStep({ input: options })
    })
    return new WorkflowResponse(parts)
  }
)
