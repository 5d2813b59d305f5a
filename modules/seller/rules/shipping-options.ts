import { fromCents } from "../../../src/lib/money"

/** How a seller hands goods over, as stored on the seller; the fee in integer cents. */
export type DeliveryOptions = {
  pickup?: boolean
  local_delivery?: boolean
  shipping?: boolean
  /** Kilometres around the seller's address within which local delivery is offered. */
  delivery_radius?: number | null
  delivery_fee?: number | null
}

export type DeliveryMethod = "pickup" | "local_delivery" | "shipping"

export type ShippingOptionPlan = {
  method: DeliveryMethod
  name: string
  description: string
  /** Major units of the metical, as decimal text. */
  amount: string
}

const texts: Record<DeliveryMethod, { name: string; description: string }> = {
  pickup: { name: "Levantamento no local", description: "Levantar junto do produtor" },
  local_delivery: { name: "Entrega local", description: "Entrega dentro do raio do produtor" },
  shipping: { name: "Envio", description: "Envio por transportadora" },
}

/** The shipping options a seller offers. Collecting is free; the other two cost the seller's fee. */
export function planShippingOptions(delivery: DeliveryOptions): ShippingOptionPlan[] {
  const methods: DeliveryMethod[] = ["pickup", "local_delivery", "shipping"]
  return methods
    .filter((method) => delivery[method] === true)
    .map((method) => ({
      method,
      ...texts[method],
      amount: fromCents(method === "pickup" ? 0 : (delivery.delivery_fee ?? 0)),
    }))
}

/** A shipping option that stands already; its amount in major units, absent where it has no price. */
export type PresentShippingOption = { id: string; method: string; amount?: number }

export type ShippingOptionChanges = {
  missing: ShippingOptionPlan[]
  /** Options whose fee is another now. */
  repriced: { id: string; amount: string }[]
  /** Options of a method that is off, doubled, or left without a price by an interrupted run. */
  unwanted: string[]
}

/** What turns the options that stand into those that are planned; of two alike the first stays. */
export function reconcileShippingOptions(
  plans: readonly ShippingOptionPlan[],
  present: readonly PresentShippingOption[]
): ShippingOptionChanges {
  const kept = new Map<string, PresentShippingOption>()
  for (const option of present) {
    const isPlanned = plans.some((plan) => plan.method === option.method)
    if (isPlanned && option.amount !== undefined && !kept.has(option.method)) {
      kept.set(option.method, option)
    }
  }
  return {
    missing: plans.filter((plan) => !kept.has(plan.method)),
    repriced: plans.flatMap(({ method, amount }) => {
      const option = kept.get(method)
      return option === undefined || option.amount === Number(amount)
        ? []
        : [{ id: option.id, amount }]
    }),
    unwanted: present.filter((option) => kept.get(option.method) !== option).map(({ id }) => id),
  }
}
