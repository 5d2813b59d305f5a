import type { Charge, GatewayAnswer } from "../gateway"
import { notAsked } from "../shared/exchange"
import { isPositive, meticaisText } from "../shared/rules/amount"
import { nationalDigits } from "../shared/rules/phone"
import type { MpesaConfig } from "./config"
import { moveMoney } from "./move-money"

/** Asks a payer for money, and waits until a PIN was typed: mobile-money.md §1.4, C2B. */
export async function charge(
  config: MpesaConfig,
  { reference, orderReference, phone, amount }: Charge
): Promise<GatewayAnswer> {
  const digits = nationalDigits(phone)
  if (digits === undefined || !isPositive(amount)) {
    const reason = digits === undefined ? "payer_not_found" : "amount_refused"
    return notAsked("charge", "no number or amount of the operator's", { state: "refused", reason })
  }
  return moveMoney(config, {
    operation: "c2b",
    account: config.account,
    kind: "charge",
    reference,
    fields: {
      input_TransactionReference: orderReference,
      input_CustomerMSISDN: `258${digits}`,
      input_Amount: meticaisText(amount),
    },
  })
}
