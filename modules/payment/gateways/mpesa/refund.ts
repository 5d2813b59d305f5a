import type { Exchange, GatewayAnswer, Refund } from "../gateway"
import { notAsked } from "../shared/exchange"
import { nationalDigits } from "../shared/rules/phone"
import { isPositive, meticaisText } from "../shared/rules/amount"
import { askStatus } from "./ask-status"
import type { MpesaConfig } from "./config"
import { moveMoney } from "./move-money"
import { payOut } from "./pay-out"

/**
 * Gives money back, by the strategy of the configuration. A reversal needs the receipt of the
 * charge, which a charge lacks whose answer was cut off: the gateway is asked for it once,
 * then the money is paid out, where the account may pay out (mobile-money.md §1.9).
 *
 * `unsupported` where somebody has to give it back by hand.
 */
export async function refund(config: MpesaConfig, refund: Refund): Promise<GatewayAnswer> {
  if (!isPositive(refund.amount) || refund.amount > refund.charged) {
    const refused = { state: "refused", reason: "amount_refused" } as const
    return notAsked("refund", "the amount is not one of this charge", refused)
  }
  if (config.refundStrategy === "manual") {
    return byHand("refunds are made by hand: MPESA_REFUND_STRATEGY")
  }
  if (config.refundStrategy === "b2c" || config.initiator === null) {
    return payBack(config, refund)
  }
  const { receipt } = refund.charge
  return receipt === null ? reverseOrPayBack(config, refund) : reverse(config, refund, receipt)
}

const byHand = (reason: string) => notAsked("refund", reason, { state: "unsupported" })

function reverse(
  config: MpesaConfig,
  { reference, amount }: Refund,
  receipt: string,
  alreadyAsked: readonly Exchange[] = []
): Promise<GatewayAnswer> {
  return moveMoney(
    config,
    {
      operation: "reversal",
      account: config.account,
      kind: "refund",
      reference,
      fields: {
        input_TransactionID: receipt,
        input_SecurityCredential: config.initiator?.securityCredential ?? "",
        input_InitiatorIdentifier: config.initiator?.identifier ?? "",
        // Without it all of the charge would go back, whatever was given back before.
        input_ReversalAmount: meticaisText(amount),
      },
    },
    alreadyAsked
  )
}

async function reverseOrPayBack(config: MpesaConfig, refund: Refund): Promise<GatewayAnswer> {
  const { reference, conversationId } = refund.charge
  const { finding, reply, earlier } = await askStatus(config, {
    kind: "charge",
    reference,
    ids: conversationId === null ? [reference] : [conversationId, reference],
  })
  const asked = [...earlier, reply.exchange]
  const { outcome } = finding
  if (outcome.state === "succeeded" && outcome.receipt !== null) {
    return reverse(config, refund, outcome.receipt, asked)
  }
  if (outcome.state === "reversed" || outcome.state === "refused") {
    // The gateway contradicts our books: paid out, this money might be given back twice.
    return { ...byHand(`the gateway says that the charge is ${outcome.state}`), alsoAsked: asked }
  }
  return payBack(config, refund, asked)
}

function payBack(
  config: MpesaConfig,
  { reference, charge, amount }: Refund,
  asked: readonly Exchange[] = []
): Promise<GatewayAnswer> | GatewayAnswer {
  const alsoAsked = asked.length === 0 ? {} : { alsoAsked: asked }
  if (config.payoutAccount === null) {
    return { ...byHand("the charge has no receipt, and B2C is not enabled"), ...alsoAsked }
  }
  if (nationalDigits(charge.phone) === undefined) {
    return { ...byHand("the number that paid is not known"), ...alsoAsked }
  }
  return payOut(config, { kind: "refund", reference, phone: charge.phone, amount }, asked)
}
