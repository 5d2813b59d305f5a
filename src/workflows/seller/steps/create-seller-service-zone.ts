import { MedusaError, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

/** Makes the fulfilment set of a seller's stock location, with one zone: Mozambique. */
export const createSellerServiceZoneStep = createStep(
  "create-seller-service-zone",
  async (input: { fulfillmentSet: string; serviceZone: string }, { container }) => {
    const service = container.resolve(Modules.FULFILLMENT)
    const set = await service.createFulfillmentSets({
      name: input.fulfillmentSet,
      type: "shipping",
      service_zones: [
        {
          name: input.serviceZone,
          geo_zones: [{ type: "country", country_code: "mz" }],
        },
      ],
    })
    const zone = set.service_zones[0]
    if (zone === undefined) {
      throw new MedusaError(
        MedusaError.Types.UNEXPECTED_STATE,
        `The fulfilment set ${set.id} was made without its zone`
      )
    }
    return new StepResponse({ fulfillment_set_id: set.id, service_zone_id: zone.id }, set.id)
  },
  async (setId, { container }) => {
    if (setId !== undefined) {
      await container.resolve(Modules.FULFILLMENT).deleteFulfillmentSets(setId)
    }
  }
)
