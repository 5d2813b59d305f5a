import type { RefusalReason } from "../../gateway"

/**
 * What a payer may be told of Stripe's codes. A card that was lost, stolen or suspected is just
 * declined, as Stripe asks: who holds it need not know why.
 *
 * @see https://docs.stripe.com/declines/codes
 */
const reasons: Readonly<Record<string, RefusalReason>> = {
  insufficient_funds: "insufficient_funds",
  card_velocity_exceeded: "amount_refused",
  withdrawal_count_limit_exceeded: "amount_refused",
  invalid_amount: "amount_refused",
  amount_too_large: "amount_refused",
  amount_too_small: "amount_refused",
  expired_card: "payer_not_active",
  invalid_account: "payer_not_found",
  incorrect_number: "payer_not_found",
  invalid_number: "payer_not_found",
  payment_intent_authentication_failure: "no_answer_from_payer",
  payment_intent_payment_attempt_expired: "no_answer_from_payer",
  payment_method_customer_decline: "cancelled_by_payer",
}

/** Why a card did not pay: the bank's own reason where it gave one, else Stripe's code. */
export function refusalOf(error: {
  code?: string | null
  declineCode?: string | null
}): RefusalReason {
  return lookUp(error.declineCode) ?? lookUp(error.code) ?? "declined"
}

function lookUp(code: string | null | undefined): RefusalReason | undefined {
  return code != null && Object.hasOwn(reasons, code) ? reasons[code] : undefined
}
