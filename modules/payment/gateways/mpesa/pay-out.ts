import type { Exchange, GatewayAnswer, Payout } from "../gateway"
import { notAsked } from "../shared/exchange"
import { isPositive, meticaisText } from "../shared/rules/amount"
import { nationalDigits } from "../shared/rules/phone"
import type { MpesaConfig } from "./config"
import { moveMoney } from "./move-money"

/** Pays from the merchant's wallet into a customer's, by B2C: mobile-money.md §1.10. */
export async function payOut(
  config: MpesaConfig,
  { kind, reference, phone, amount }: Omit<Payout, "language"> & { kind: "payout" | "refund" },
  alreadyAsked: readonly Exchange[] = []
): Promise<GatewayAnswer> {
  const digits = nationalDigits(phone)
  if (config.payoutAccount === null) {
    return notAsked(kind, "B2C is not enabled: MPESA_B2C_ENABLED", { state: "unsupported" })
  }
  if (digits === undefined || !isPositive(amount)) {
    const reason = digits === undefined ? "payer_not_found" : "amount_refused"
    return notAsked(kind, "no number or amount of the operator's", { state: "refused", reason })
  }
  return moveMoney(
    config,
    {
      operation: "b2c",
      account: config.payoutAccount,
      kind,
      reference,
      fields: {
        input_TransactionReference: reference,
        input_CustomerMSISDN: `258${digits}`,
        input_Amount: meticaisText(amount),
      },
    },
    alreadyAsked
  )
}
