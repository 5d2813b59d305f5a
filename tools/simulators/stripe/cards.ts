import { newId, type Account } from "./account"
import { invalidRequest } from "./failure"
import type { PaymentMethod } from "./objects"

/** How a card's bank declines. */
export type Decline = { code: string; declineCode?: string; message: string }

type TestCard = {
  last4: string
  /** What happens at the confirmation; a card pays where nothing is said. */
  behaviour?: "authenticates" | Decline
}

const declined = (last4: string, declineCode: string): TestCard => ({
  last4,
  behaviour: { code: "card_declined", declineCode, message: "Your card was declined." },
})

/** Stripe's own test payment methods, by their names. */
const testCards: Readonly<Record<string, TestCard>> = {
  pm_card_visa: { last4: "4242" },
  pm_card_mastercard: { last4: "4444" },
  pm_card_authenticationRequired: { last4: "3184", behaviour: "authenticates" },
  pm_card_threeDSecure2Required: { last4: "3220", behaviour: "authenticates" },
  pm_card_chargeDeclined: declined("0002", "generic_decline"),
  pm_card_chargeDeclinedFraudulent: declined("0019", "fraudulent"),
  pm_card_chargeDeclinedLostCard: declined("9987", "lost_card"),
  pm_card_chargeDeclinedStolenCard: declined("9979", "stolen_card"),
  pm_card_chargeDeclinedVelocityLimitExceeded: declined("6975", "card_velocity_exceeded"),
  pm_card_chargeDeclinedInsufficientFunds: {
    last4: "9995",
    behaviour: {
      code: "card_declined",
      declineCode: "insufficient_funds",
      message: "Your card has insufficient funds.",
    },
  },
  pm_card_chargeDeclinedExpiredCard: {
    last4: "0069",
    behaviour: { code: "expired_card", message: "Your card has expired." },
  },
  pm_card_chargeDeclinedIncorrectCvc: {
    last4: "0127",
    behaviour: { code: "incorrect_cvc", message: "Your card's security code is incorrect." },
  },
  pm_card_chargeDeclinedProcessingError: {
    last4: "0119",
    behaviour: {
      code: "processing_error",
      message: "An error occurred while processing your card. Try again in a little bit.",
    },
  },
}

/** Takes a test card in hand: a payment method of its own, as with Stripe. */
export function presentCard(
  account: Account,
  name: string
): { method: PaymentMethod; behaviour: TestCard["behaviour"] } {
  // Stripe writes pm_card_visa_chargeDeclined for pm_card_chargeDeclined as well.
  const known = name.replace("pm_card_visa_", "pm_card_")
  const card = Object.hasOwn(testCards, known) ? testCards[known] : undefined
  if (card === undefined) {
    throw invalidRequest(`No such PaymentMethod: '${name}'`, {
      code: "resource_missing",
      param: "payment_method",
    })
  }
  const method: PaymentMethod = {
    id: newId("pm"),
    object: "payment_method",
    billing_details: { address: null, email: null, name: null, phone: null },
    card: {
      brand: known === "pm_card_mastercard" ? "mastercard" : "visa",
      country: "US",
      exp_month: 12,
      exp_year: new Date(account.now() * 1000).getUTCFullYear() + 2,
      last4: card.last4,
    },
    created: account.now(),
    customer: null,
    livemode: false,
    metadata: {},
    type: "card",
  }
  account.methods.set(method.id, method)
  return { method, behaviour: card.behaviour }
}
