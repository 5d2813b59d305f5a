import type { Exchange } from "../gateway"
import { failed, foundRefund, refundListSchema, type StripeRefund } from "./answers"
import { callStripe } from "./call"
import type { CardRefund, RefundAnswer } from "./card-gateway"
import type { StripeConfig } from "./config"
import { decisiveRefund } from "./rules/refund-outcome"

/** Pages of 100: far more refunds than one charge can have of any use. */
const mostPages = 20

/** Looks through all refunds of an intent for those of one reference. */
export async function findRefund(
  config: StripeConfig,
  { reference, chargeIntentId }: Pick<CardRefund, "reference" | "chargeIntentId">
): Promise<RefundAnswer> {
  const preceding: Exchange[] = []
  const found: StripeRefund[] = []
  let after: string | undefined
  for (;;) {
    const called = await callStripe(config, "list_refunds", (stripe) =>
      stripe.refunds.list({
        payment_intent: chargeIntentId,
        limit: 100,
        ...(after === undefined ? {} : { starting_after: after }),
      })
    )
    const page = refundListSchema.safeParse(called.given)
    if (!page.success) {
      return { ...failed(called, "question", preceding), refundId: null }
    }
    found.push(...page.data.data.filter(({ metadata }) => metadata?.reference === reference))
    after = page.data.data.at(-1)?.id
    const isLast = !page.data.has_more || after === undefined
    if (isLast || preceding.length >= mostPages) {
      const refund = decisiveRefund(found)
      return refund === undefined
        ? {
            // Only the whole list proves that there is none.
            outcome: { state: isLast ? "busy" : "unknown" },
            code: null,
            conversationId: chargeIntentId,
            exchange: called.exchange,
            preceding,
            refundId: null,
          }
        : foundRefund(called, refund, preceding)
    }
    preceding.push(called.exchange)
  }
}
