import { MedusaError, Modules } from "@medusajs/framework/utils"
import { createStep, StepResponse } from "@medusajs/framework/workflows-sdk"

type Input = {
  fulfillmentSet: string
  serviceZone: string
  /** The set, where it stands already and has lost its zone. */
  fulfillment_set_id?: string
}

/** Makes the fulfilment set of a seller's stock location, with one zone: Mozambique. */
export const createSellerServiceZoneStep = createStep(
  "create-seller-service-zone",
  async (input: Input, { container }) => {
    const service = container.resolve(Modules.FULFILLMENT)
    const zone = {
      name: input.serviceZone,
      geo_zones: [{ type: "country" as const, country_code: "mz" }],
    }
    const { fulfillment_set_id } = input
    if (fulfillment_set_id !== undefined) {
      const { id } = await service.createServiceZones({ ...zone, fulfillment_set_id })
      return new StepResponse({ fulfillment_set_id, service_zone_id: id }, { zoneId: id })
    }
    const set = await service.createFulfillmentSets({
      name: input.fulfillmentSet,
      type: "shipping",
      service_zones: [zone],
    })
    const made = set.service_zones[0]
    if (made === undefined) {
      throw new MedusaError(
        MedusaError.Types.UNEXPECTED_STATE,
        `The fulfilment set ${set.id} was made without its zone`
      )
    }
    return new StepResponse(
      { fulfillment_set_id: set.id, service_zone_id: made.id },
      { setId: set.id }
    )
  },
  async (made: { setId?: string; zoneId?: string } | undefined, { container }) => {
    const service = container.resolve(Modules.FULFILLMENT)
    if (made?.zoneId !== undefined) {
      await service.deleteServiceZones(made.zoneId)
    }
    if (made?.setId !== undefined) {
      await service.deleteFulfillmentSets(made.setId)
    }
  }
)
