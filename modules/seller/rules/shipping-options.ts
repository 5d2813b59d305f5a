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
