import type { MedusaContainer } from "@medusajs/framework/types"
import {
  createRegionsWorkflow,
  createTaxRegionsWorkflow,
  updateStoresWorkflow,
} from "@medusajs/medusa/core-flows"
import { queryRows } from "../../../src/workflows/seller/query-rows"

const country = "mz"

/** Mozambique's IVA in percent, since January 2023 (Law 22/2022). */
const ivaRate = 16

async function ensureTaxRegion(container: MedusaContainer): Promise<void> {
  const found = await queryRows(container, {
    entity: "tax_region",
    fields: ["id"],
    filters: { country_code: country },
  })
  if (found.length === 0) {
    await createTaxRegionsWorkflow(container).run({
      input: [
        {
          country_code: country,
          provider_id: "tp_system",
          default_tax_rate: { name: "IVA", code: "IVA", rate: ivaRate },
        },
      ],
    })
  }
}

/**
 * Makes the region Moçambique in meticais and its tax region, where they are missing,
 * and sets it as the store's default where the store has none.
 *
 * @returns the region's id.
 */
export async function ensureRegion(container: MedusaContainer, storeId: string): Promise<string> {
  const regions = await queryRows<{ id: string; countries?: { iso_2: string }[] }>(container, {
    entity: "region",
    fields: ["id", "countries.iso_2"],
  })
  const found = regions.find((region) => region.countries?.some(({ iso_2 }) => iso_2 === country))
  const id = found?.id ?? (await createRegion(container))
  const [store] = await queryRows<{ default_region_id: string | null }>(container, {
    entity: "store",
    fields: ["default_region_id"],
    filters: { id: storeId },
  })
  if (!store?.default_region_id) {
    await updateStoresWorkflow(container).run({
      input: { selector: { id: storeId }, update: { default_region_id: id } },
    })
  }
  await ensureTaxRegion(container)
  return id
}

async function createRegion(container: MedusaContainer): Promise<string> {
  const { result } = await createRegionsWorkflow(container).run({
    input: {
      regions: [
        {
          name: "Moçambique",
          currency_code: "mzn",
          countries: [country],
          payment_providers: ["pp_mpesa", "pp_emola", "pp_stripe_stripe"],
          is_tax_inclusive: true,
          automatic_taxes: true,
        },
      ],
    },
  })
  const region = result[0]
  if (region === undefined) {
    throw new Error("The region was not made")
  }
  return region.id
}
