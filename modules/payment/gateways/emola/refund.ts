import type { GatewayAnswer, Refund } from "../gateway"
import { notAsked } from "../shared/exchange"
import { isPositive } from "../shared/rules/amount"
import type { EmolaConfig } from "./config"
import { payOut } from "./pay-out"

/**
 * Gives money back by paying it out to the number that paid: the operator has no reversal.
 * `unsupported` where somebody has to give it back by hand.
 */
export async function refund(
  config: EmolaConfig,
  { reference, charge, charged, amount }: Refund
): Promise<GatewayAnswer> {
  if (!isPositive(amount) || amount > charged) {
    const refused = { state: "refused", reason: "amount_refused" } as const
    return notAsked("refund", "the amount is not one of this charge", refused)
  }
  if (config.refundStrategy === "manual") {
    return notAsked("refund", "refunds are made by hand: EMOLA_REFUND_STRATEGY", {
      state: "unsupported",
    })
  }
  const { phone } = charge
  return payOut(config, { kind: "refund", reference, phone, amount, language: "pt" })
}
