import type {
  DeliveryOptions,
  PresentShippingOption,
} from "../../../modules/seller/rules/shipping-options"

/** What provisioning needs to know of a seller. */
export type SellerToProvision = {
  id: string
  handle: string
  business_name: string
  address: { street?: string; city?: string; state?: string; zip_code?: string } | null
  delivery_options: DeliveryOptions | null
}

/** What Medusa already has of a seller; an id is absent where the thing is not there yet. */
export type SellerResources = {
  sales_channel_id?: string
  stock_location_id?: string
  shipping_profile_id?: string
  fulfillment_set_id?: string
  service_zone_id?: string
  /** Shipping options made of its delivery settings; what somebody added by hand is not among them. */
  shipping_options: PresentShippingOption[]
  /** Ids at the other ends of the seller's and its stock location's links. */
  seller_links: string[]
  location_links: string[]
}

/**
 * Names under which an interrupted run's half of a seller is found again. Medusa wants
 * them unique; they hold nothing that may change, such as the seller's own name.
 */
export function sellerNames(seller: Pick<SellerToProvision, "id">) {
  return {
    shippingProfile: `Envio (${seller.id})`,
    fulfillmentSet: `Entregas (${seller.id})`,
    serviceZone: `Moçambique (${seller.id})`,
  }
}
