import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { TaxLineRow } from "../checkout/cart-row"
import { taxLinesOf } from "./rules/tax"
import type { CartState } from "./types"

type Taxed = {
  id: string
  productId: string | null
  productTypeId: string | null
  quantity: number
  unitPrice: string
}

type ProvidedLine = {
  line_item_id?: string
  rate_id?: string
  rate: number | null
  code: string | null
  name: string
  provider_id: string
}

const ownProvider = "tp_system"

/** What another provider of tax than Medusa's own says. */
async function askProvider(
  container: MedusaContainer,
  state: CartState,
  lines: readonly Taxed[]
): Promise<Map<string, TaxLineRow[]>> {
  const address = {
    country_code: state.address?.country_code ?? "",
    province_code: state.address?.province ?? null,
    city: state.address?.city ?? undefined,
    postal_code: state.address?.postal_code ?? undefined,
  }
  const items = lines.map(({ id, productId, productTypeId, quantity, unitPrice }) => ({
    id,
    product_id: productId ?? "",
    product_type_id: productTypeId ?? undefined,
    quantity,
    unit_price: Number(unitPrice),
    currency_code: state.currency_code,
  }))
  const given = (await container
    .resolve(Modules.TAX)
    .getTaxLines(items, { address })) as unknown as ProvidedLine[]
  const byLine = new Map<string, TaxLineRow[]>()
  for (const line of given) {
    const id = line.line_item_id ?? ""
    const row = {
      description: line.name,
      tax_rate_id: line.rate_id ?? null,
      code: line.code ?? "",
      rate: line.rate ?? 0,
      provider_id: line.provider_id,
    }
    byLine.set(id, [...(byLine.get(id) ?? []), row])
  }
  return byLine
}

/** The tax lines of each line of a cart, by its id, where the cart's region taxes by itself. */
export async function taxAll(
  container: MedusaContainer,
  state: CartState,
  lines: readonly Taxed[]
): Promise<(line: Taxed) => TaxLineRow[]> {
  if (!state.automatic_taxes || !state.address?.country_code) {
    return () => []
  }
  const providers = state.tax_rates.filter((rate) => rate.province === null)
  if (providers.some((rate) => rate.provider !== null && rate.provider !== ownProvider)) {
    const given = await askProvider(container, state, lines)
    return ({ id }) => given.get(id) ?? []
  }
  return (line) => taxLinesOf(line, state.tax_rates)
}
