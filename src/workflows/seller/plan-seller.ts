import type { FulfillmentWorkflow, LinkDefinition } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import { SELLER_MODULE } from "../../../modules/seller"
import {
  planShippingOptions,
  reconcileShippingOptions,
  type PresentShippingOption,
} from "../../../modules/seller/rules/shipping-options"
import type { SellerResources, SellerToProvision } from "./types"

const fulfillmentProvider = "manual_manual"

/** All a seller has once provisioned. */
export type SellerParts = {
  sales_channel_id: string
  stock_location_id: string
  shipping_profile_id: string
  fulfillment_set_id: string
  service_zone_id: string
}

/** The seller's parts, of those found and those made now. */
export function partsOf(...sources: Partial<Record<keyof SellerParts, string>>[]): SellerParts {
  const pick = (part: keyof SellerParts): string => {
    const id = sources.find((source) => source[part] !== undefined)?.[part]
    if (id === undefined) {
      throw new MedusaError(
        MedusaError.Types.UNEXPECTED_STATE,
        `The seller was provisioned without its ${part}`
      )
    }
    return id
  }
  return {
    sales_channel_id: pick("sales_channel_id"),
    stock_location_id: pick("stock_location_id"),
    shipping_profile_id: pick("shipping_profile_id"),
    fulfillment_set_id: pick("fulfillment_set_id"),
    service_zone_id: pick("service_zone_id"),
  }
}

/** The links a seller lacks; its location is reached from its own channel and the marketplace's. */
export function planSellerLinks(
  sellerId: string,
  parts: SellerParts,
  marketplaceChannelId: string | null | undefined,
  found: Pick<SellerResources, "seller_links" | "location_links">
): LinkDefinition[] {
  const seller = { [SELLER_MODULE]: { seller_id: sellerId } }
  const location = { [Modules.STOCK_LOCATION]: { stock_location_id: parts.stock_location_id } }
  const { sales_channel_id, stock_location_id, shipping_profile_id, fulfillment_set_id } = parts
  const sellerLinks: [string, LinkDefinition][] = [
    [sales_channel_id, { ...seller, [Modules.SALES_CHANNEL]: { sales_channel_id } }],
    [stock_location_id, { ...seller, [Modules.STOCK_LOCATION]: { stock_location_id } }],
    [shipping_profile_id, { ...seller, [Modules.FULFILLMENT]: { shipping_profile_id } }],
  ]
  const channelIds = [...new Set([sales_channel_id, marketplaceChannelId ?? sales_channel_id])]
  const locationLinks: [string, LinkDefinition][] = [
    [fulfillment_set_id, { ...location, [Modules.FULFILLMENT]: { fulfillment_set_id } }],
    [
      fulfillmentProvider,
      { ...location, [Modules.FULFILLMENT]: { fulfillment_provider_id: fulfillmentProvider } },
    ],
    ...channelIds.map((id): [string, LinkDefinition] => [
      id,
      { [Modules.SALES_CHANNEL]: { sales_channel_id: id }, ...location },
    ]),
  ]
  return [
    ...sellerLinks.filter(([id]) => !found.seller_links.includes(id)),
    ...locationLinks.filter(([id]) => !found.location_links.includes(id)),
  ].map(([, link]) => link)
}

/** What turns a seller's shipping options into those of its delivery settings, as Medusa takes it. */
export function planShippingOptionChanges(
  seller: Pick<SellerToProvision, "delivery_options">,
  parts: SellerParts,
  present: readonly PresentShippingOption[]
): {
  create: FulfillmentWorkflow.CreateShippingOptionsWorkflowInput[]
  update: FulfillmentWorkflow.UpdateShippingOptionsWorkflowInput[]
  remove: string[]
} {
  const plans = planShippingOptions(seller.delivery_options ?? {})
  const { missing, repriced, unwanted } = reconcileShippingOptions(plans, present)
  const pricesOf = (amount: string) => [{ currency_code: "mzn", amount: Number(amount) }]
  return {
    create: missing.map((plan) => ({
      name: plan.name,
      price_type: "flat" as const,
      service_zone_id: parts.service_zone_id,
      shipping_profile_id: parts.shipping_profile_id,
      provider_id: fulfillmentProvider,
      data: { delivery_method: plan.method },
      type: { label: plan.name, description: plan.description, code: plan.method },
      prices: pricesOf(plan.amount),
      rules: [
        { attribute: "enabled_in_store", operator: "eq" as const, value: "true" },
        { attribute: "is_return", operator: "eq" as const, value: "false" },
      ],
    })),
    update: repriced.map(({ id, amount }) => ({ id, prices: pricesOf(amount) })),
    remove: unwanted,
  }
}
