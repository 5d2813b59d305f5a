import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"
import type { SellerPlace } from "../types"

/**
 * Finds where a seller's products hang in Medusa.
 *
 * @throws MedusaError NOT_FOUND for an unknown seller, NOT_ALLOWED for one that was
 * never approved, since only approval provisions a seller.
 */
export const findSellerPlaceStep = createStep(
  "find-seller-place",
  async (input: { seller_id: string }, { container }) => {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const [sellers, stores] = await Promise.all([
      query.graph({
        entity: "seller",
        fields: ["id", "sales_channel.id", "stock_location.id", "shipping_profile.id"],
        filters: { id: input.seller_id },
      }),
      query.graph({ entity: "store", fields: ["default_sales_channel_id"] }),
    ])
    const seller = sellers.data[0]
    if (seller === undefined) {
      throw new MedusaError(MedusaError.Types.NOT_FOUND, `There is no seller ${input.seller_id}`)
    }
    const channelId = seller.sales_channel?.id
    const stockLocationId = seller.stock_location?.id
    const shippingProfileId = seller.shipping_profile?.id
    if (
      channelId === undefined ||
      stockLocationId === undefined ||
      shippingProfileId === undefined
    ) {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        `The seller ${input.seller_id} is not provisioned: approve it first`
      )
    }
    const marketplace = stores.data[0]?.default_sales_channel_id
    const place: SellerPlace = {
      seller_id: input.seller_id,
      stock_location_id: stockLocationId,
      shipping_profile_id: shippingProfileId,
      sales_channel_ids: [...new Set([marketplace ?? channelId, channelId])],
    }
    return new StepResponse(place)
  }
)
