import type { Charge, GatewayAnswer } from "../gateway"
import { notAsked } from "../shared/exchange"
import { isPositive, isWholeMeticais, meticaisText } from "../shared/rules/amount"
import { nationalDigits } from "../shared/rules/phone"
import type { EmolaConfig } from "./config"
import { moveMoney } from "./move-money"
import { payerMessage } from "./rules/message"

/** Pushes a question for money, and a PIN, to a handset: mobile-money.md §2.3. */
export async function charge(
  config: EmolaConfig,
  { reference, orderReference, phone, amount, language }: Charge
): Promise<GatewayAnswer> {
  const msisdn = nationalDigits(phone)
  if (msisdn === undefined || !isPositive(amount) || !isWholeMeticais(amount)) {
    const reason = msisdn === undefined ? "payer_not_found" : "amount_refused"
    return notAsked("charge", "no number or amount of the operator's", { state: "refused", reason })
  }
  const { merchantName, messageLength } = config
  const message = { merchantName, language, amount, orderReference }
  return moveMoney(config, {
    operation: "pushUssdMessage",
    kind: "charge",
    reference,
    params: {
      msisdn,
      smsContent: payerMessage(message, messageLength),
      transAmount: meticaisText(amount),
      language,
      refNo: orderReference,
    },
  })
}
