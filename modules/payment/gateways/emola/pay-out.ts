import type { GatewayAnswer, Payout } from "../gateway"
import { notAsked } from "../shared/exchange"
import { isPositive, isWholeMeticais, meticaisText } from "../shared/rules/amount"
import { nationalDigits } from "../shared/rules/phone"
import type { EmolaConfig } from "./config"
import { moveMoney } from "./move-money"
import { receiverMessage } from "./rules/message"

/**
 * Pays from the partner's balance into a customer's wallet: mobile-money.md §2.9. The operator
 * takes whole meticais; an amount with centavos is `unsupported` and never rounded.
 */
export async function payOut(
  config: EmolaConfig,
  { kind, reference, phone, amount, language }: Payout & { kind: "payout" | "refund" }
): Promise<GatewayAnswer> {
  const msisdn = nationalDigits(phone)
  if (!config.canPayOut) {
    return notAsked(kind, "B2C is not enabled: EMOLA_B2C_ENABLED", { state: "unsupported" })
  }
  if (msisdn === undefined || !isPositive(amount)) {
    const reason = msisdn === undefined ? "payer_not_found" : "amount_refused"
    return notAsked(kind, "no number or amount of the operator's", { state: "refused", reason })
  }
  if (!isWholeMeticais(amount)) {
    return notAsked(kind, "e-Mola moves whole meticais only", { state: "unsupported" })
  }
  const { merchantName, messageLength } = config
  return moveMoney(config, {
    operation: "pushUssdDisbursementB2C",
    kind,
    reference,
    params: {
      msisdn,
      smsContent: receiverMessage({ merchantName, language }, messageLength),
      transAmount: meticaisText(amount),
    },
  })
}
