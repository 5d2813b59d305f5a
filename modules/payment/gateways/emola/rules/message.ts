import type { Cents } from "../../gateway"
import { meticaisText } from "../../shared/rules/amount"

export type PayerMessage = {
  merchantName: string
  language: "pt" | "en"
  amount: Cents
  orderReference: string
}

/** What the payer reads on the handset before the PIN, in ASCII, which every handset shows. */
export function payerMessage(
  { merchantName, language, amount, orderReference }: PayerMessage,
  maxLength: number
): string {
  const sum = `${meticaisText(amount)} MT`
  const text =
    language === "pt"
      ? `${merchantName}: pagamento de ${sum}, encomenda ${orderReference}`
      : `${merchantName}: payment of ${sum}, order ${orderReference}`
  return text.slice(0, maxLength)
}

/** What the receiver of a payout reads. */
export function receiverMessage(
  { merchantName, language }: Pick<PayerMessage, "merchantName" | "language">,
  maxLength: number
): string {
  const text =
    language === "pt"
      ? `${merchantName}: transferencia para si`
      : `${merchantName}: transfer to you`
  return text.slice(0, maxLength)
}
