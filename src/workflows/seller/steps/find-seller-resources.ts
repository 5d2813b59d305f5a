import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { PresentShippingOption } from "../../../../modules/seller/rules/shipping-options"
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

type Zone = { id: string; name: string; fulfillment_set: { id: string } }
type FulfillmentSet = { id: string; service_zones?: Zone[] }
type Location = {
  sales_channels?: Ref[]
  fulfillment_sets?: FulfillmentSet[]
  fulfillment_providers?: Ref[]
}

async function readLocation(container: MedusaContainer, id: string | undefined) {
  const [location] =
    id === undefined
      ? []
      : await queryRows<Location>(container, {
          entity: "stock_location",
          fields: [
            "id",
            "sales_channels.id",
            "fulfillment_providers.id",
            "fulfillment_sets.id",
            "fulfillment_sets.service_zones.id",
            "fulfillment_sets.service_zones.name",
          ],
          filters: { id },
        })
  const { sales_channels = [], fulfillment_sets = [], fulfillment_providers = [] } = location ?? {}
  return {
    sets: fulfillment_sets,
    links: [...sales_channels, ...fulfillment_sets, ...fulfillment_providers].flatMap(
      (linked) => linked?.id ?? []
    ),
  }
}

/**
 * The seller's fulfilment set and zone: of those linked to its location, the one with the
 * zone we made, or the first; where none is linked, what an interrupted run left, by name.
 */
async function findZone(container: MedusaContainer, sets: FulfillmentSet[], name: string) {
  const isOurs = (zone: Zone) => zone.name === name
  const set = sets.find((one) => one.service_zones?.some(isOurs)) ?? sets[0]
  if (set !== undefined) {
    const zone = set.service_zones?.find(isOurs) ?? set.service_zones?.[0]
    return { fulfillment_set_id: set.id, service_zone_id: zone?.id }
  }
  const [zone] = await queryRows<Zone>(container, {
    entity: "service_zone",
    fields: ["id", "name", "fulfillment_set.id"],
    filters: { name },
  })
  return { fulfillment_set_id: zone?.fulfillment_set.id, service_zone_id: zone?.id }
}

async function readShippingOptions(
  container: MedusaContainer,
  service_zone_id: string | undefined
): Promise<PresentShippingOption[]> {
  if (service_zone_id === undefined) {
    return []
  }
  const options = await queryRows<{
    id: string
    data: { delivery_method?: string } | null
    prices?: ({ currency_code: string; amount: number } | null)[]
  }>(container, {
    entity: "shipping_option",
    fields: ["id", "data", "prices.amount", "prices.currency_code"],
    filters: { service_zone_id },
  })
  return options.flatMap(({ id, data, prices = [] }) => {
    const price = prices.find((entry) => entry?.currency_code === "mzn")
    return data?.delivery_method === undefined
      ? []
      : [
          {
            id,
            method: data.delivery_method,
            ...(price ? { amount: price.amount } : {}),
          },
        ]
  })
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
    const [links, profiles] = await Promise.all([
      readSellerLinks(container, seller.id),
      fulfillment.listShippingProfiles({ name: names.shippingProfile }),
    ])
    const sales_channel_id =
      links.channel ?? (await findMarked(container, "sales_channel", seller.id))
    const stock_location_id =
      links.location ?? (await findMarked(container, "stock_location", seller.id))
    const location = await readLocation(container, stock_location_id)
    const zone = await findZone(container, location.sets, names.serviceZone)
    const resources: SellerResources = {
      sales_channel_id,
      stock_location_id,
      shipping_profile_id: links.profile ?? profiles[0]?.id,
      ...zone,
      shipping_options: await readShippingOptions(container, zone.service_zone_id),
      seller_links: Object.values(links).filter((id) => id !== undefined),
      location_links: location.links,
    }
    return new StepResponse(resources)
  }
)
