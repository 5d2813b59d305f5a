import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { queryRows } from "../query-rows"
import { sellerNames, type SellerResources, type SellerToProvision } from "../types"

type Ref = { id: string } | null

async function readSellerLinks(container: MedusaContainer, id: string) {
  const [seller] = await queryRows<
    Partial<Record<"sales_channel" | "stock_location" | "shipping_profile", Ref>>
  >(container, {
    entity: "seller",
    fields: ["id", "sales_channel.id", "stock_location.id", "shipping_profile.id"],
    filters: { id },
  })
  return {
    channel: seller?.sales_channel?.id,
    location: seller?.stock_location?.id,
    profile: seller?.shipping_profile?.id,
  }
}

/** The id of the sales channel or stock location that bears the seller's mark. */
async function findMarked(
  container: MedusaContainer,
  entity: "sales_channel" | "stock_location",
  seller_id: string
): Promise<string | undefined> {
  const [marked] = await queryRows<{ id: string }>(container, {
    entity,
    fields: ["id"],
    filters: { metadata: { seller_id } },
  })
  return marked?.id
}

async function readLocationLinks(container: MedusaContainer, id: string): Promise<string[]> {
  const [location] = await queryRows<
    Partial<Record<"sales_channels" | "fulfillment_sets" | "fulfillment_providers", Ref[]>>
  >(container, {
    entity: "stock_location",
    fields: ["id", "sales_channels.id", "fulfillment_sets.id", "fulfillment_providers.id"],
    filters: { id },
  })
  return [
    ...(location?.sales_channels ?? []),
    ...(location?.fulfillment_sets ?? []),
    ...(location?.fulfillment_providers ?? []),
  ].flatMap((linked) => linked?.id ?? [])
}

async function readShippingOptions(container: MedusaContainer, service_zone_id: string) {
  const options = await queryRows<{ id: string; type: { code: string }; prices?: Ref[] }>(
    container,
    {
      entity: "shipping_option",
      fields: ["id", "type.code", "prices.id"],
      filters: { service_zone_id },
    }
  )
  return options.map(({ id, type, prices = [] }) => ({
    id,
    method: type.code,
    isPriced: prices.length > 0,
  }))
}

/**
 * Finds what a seller already has, linked or not: provisioning is many transactions,
 * and one that was killed is taken up again instead of making everything twice.
 */
export const findSellerResourcesStep = createStep(
  "find-seller-resources",
  async (seller: SellerToProvision, { container }) => {
    const fulfillment = container.resolve(Modules.FULFILLMENT)
    const names = sellerNames(seller)
    const [links, profiles, sets] = await Promise.all([
      readSellerLinks(container, seller.id),
      fulfillment.listShippingProfiles({ name: names.shippingProfile }),
      fulfillment.listFulfillmentSets(
        { name: names.fulfillmentSet },
        { relations: ["service_zones"] }
      ),
    ])
    const sales_channel_id =
      links.channel ?? (await findMarked(container, "sales_channel", seller.id))
    const stock_location_id =
      links.location ?? (await findMarked(container, "stock_location", seller.id))
    const service_zone_id = sets[0]?.service_zones[0]?.id
    const options =
      service_zone_id === undefined ? [] : await readShippingOptions(container, service_zone_id)
    const resources: SellerResources = {
      sales_channel_id,
      stock_location_id,
      shipping_profile_id: links.profile ?? profiles[0]?.id,
      fulfillment_set_id: sets[0]?.id,
      service_zone_id,
      delivery_methods: options.filter((option) => option.isPriced).map((option) => option.method),
      unpriced_option_ids: options.filter((option) => !option.isPriced).map((option) => option.id),
      seller_links: Object.values(links).filter((id) => id !== undefined),
      location_links:
        stock_location_id === undefined
          ? []
          : await readLocationLinks(container, stock_location_id),
    }
    return new StepResponse(resources)
  }
)
