/** A way to pay, as orders keep it. */
export type PaymentMethod = "mpesa" | "emola" | "card"

/** What each is called elsewhere. */
export const paymentMethods = {
  mpesa: { contractName: "m-pesa", sellerName: "m-pesa", gateway: "mpesa", provider: "pp_mpesa" },
  emola: { contractName: "e-mola", sellerName: "e-mola", gateway: "emola", provider: "pp_emola" },
  card: {
    contractName: "credit_card",
    sellerName: "credit_card",
    gateway: "stripe",
    provider: "pp_stripe_stripe",
  },
} as const satisfies Record<
  PaymentMethod,
  { contractName: string; sellerName: string; gateway: string; provider: string }
>

/** The way to pay behind a payment provider of Medusa; undefined for one that takes no orders. */
export function methodOfProvider(provider: string): PaymentMethod | undefined {
  const methods = Object.keys(paymentMethods) as PaymentMethod[]
  return methods.find((method) => paymentMethods[method].provider === provider)
}
