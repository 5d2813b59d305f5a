import { MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import { queryRows } from "../../seller/query-rows"
import type { SellerPlace } from "../types"

type SellerRow = Partial<
  Record<"sales_channel" | "stock_location" | "shipping_profile", { id: string } | null>
>

/**
 * Finds where a seller's products hang in Medusa.
 *
 * @throws MedusaError NOT_FOUND for an unknown seller, NOT_ALLOWED for one that was
 * never approved, since only approval provisions a seller.
 */
export const findSellerPlaceStep = createStep(
  "find-seller-place",
  async (input: { seller_id: string }, { container }) => {
    const [[seller], [store]] = await Promise.all([
      queryRows<SellerRow>(container, {
        entity: "seller",
        fields: ["id", "sales_channel.id", "stock_location.id", "shipping_profile.id"],
        filters: { id: input.seller_id },
      }),
      queryRows<{ default_sales_channel_id: string | null }>(container, {
        entity: "store",
        fields: ["default_sales_channel_id"],
      }),
    ])
    if (seller === undefined) {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, `There is no seller ${input.seller_id}`)
    }
    const { sales_channel: channel, stock_location: location, shipping_profile: profile } = seller
    if (!channel || !location || !profile) {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        `The seller ${input.seller_id} is not provisioned: approve it first`
      )
    }
    const place: SellerPlace = {
      seller_id: input.seller_id,
      stock_location_id: location.id,
      shipping_profile_id: profile.id,
      sales_channel_ids: [...new Set([store?.default_sales_channel_id ?? channel.id, channel.id])],
    }
    return new StepResponse(place)
  }
)
