import type { Cents, Exchange, GatewayAnswer, Reference, RefusalReason } from "../gateway"

/** The states of a PaymentIntent. An unknown word is kept, and says nothing. */
export type IntentStatus =
  | "requires_payment_method"
  | "requires_confirmation"
  | "requires_action"
  | "processing"
  | "requires_capture"
  | "succeeded"
  | "canceled"
  | "unknown"

/** What Stripe says of one PaymentIntent. */
export type Intent = {
  id: string
  status: IntentStatus
  /** Lets whoever has it pay, and read the intent: for the payer alone, and never stored. */
  clientSecret: string | null
  /** What was asked for: integer cents, to be compared with the attempt's own. */
  amount: Cents
  /** What was taken: integer cents. */
  received: Cents
  /** What went back since, by whomever: integer cents; null where Stripe did not say. */
  refunded: Cents | null
  /** ISO 4217, upper case. */
  currency: string
  /** Under which it was made; null for one that somebody else made. */
  reference: Reference | null
  metadata: Readonly<Record<string, string>>
  chargeId: string | null
  /** Why the last card failed; null where none has. The payer may take another. */
  lastRefusal: RefusalReason | null
}

/** What a PaymentIntent is made of. Repeated under one reference, all of it has to be the same. */
export type NewIntent = {
  /** Letters, digits, `_` and `-`; 200 at most. */
  reference: Reference
  /** Integer cents. */
  amount: Cents
  /** ISO 4217; the gateway's own where it is left out. */
  currency?: string
  /** At most 49 pairs, keys of 40 characters, values of 500. `reference` is added. */
  metadata?: Readonly<Record<string, string>>
  description?: string
}

export type CardRefund = {
  /** Letters, digits, `_` and `-`; 200 at most. */
  reference: Reference
  /** The PaymentIntent to refund of. */
  chargeIntentId: string
  /** Integer cents. */
  amount: Cents
}

/**
 * An answer, with every exchange it took.
 *
 * `conversationId` is the PaymentIntent's id. `receipt` is the id of the charge or the refund.
 */
export type CardAnswer = GatewayAnswer & {
  /** Those before `exchange`, in their order; mostly none. */
  preceding: readonly Exchange[]
}

export type IntentAnswer = CardAnswer & { intent: Intent | null }
export type RefundAnswer = CardAnswer & { refundId: string | null }

/** An event whose signature was right. It is still a hint: events come late, twice and in any order. */
export type CardEvent = {
  id: string
  /** Such as payment_intent.succeeded. */
  type: string
  createdAt: Date
  live: boolean
  intentId: string | null
  refundId: string | null
  /** `metadata.reference` of what the event is about: of a refund its own, else the charge's. */
  reference: Reference | null
  /** At most 4,000 characters of the event, masked, fit to be stored. */
  body: string
}

/**
 * A gateway for cards: the payer pays in the browser, and this side opens, asks and gives back.
 *
 * Nothing here throws for what a gateway or a network does: every such thing is an outcome. For
 * `createIntent` and `refund`, which ask for something, an error's outcome says whether it was
 * taken on. For `query`, `cancelIntent` and `findRefund`, which are about something that may long
 * have moved, an error says nothing of it: the outcome is `unknown`, and `code` says what is wrong.
 */
export interface CardGateway {
  readonly id: "stripe"
  /** ISO 4217, upper case, of charges that name no other. */
  readonly currency: string
  /**
   * Opens a PaymentIntent; a repeat under the same reference gives the same one.
   *
   * Stripe forgets an idempotency key after 24 hours. A repeat after that opens another intent,
   * which takes no money twice: nobody has the client secret of an intent that was never answered.
   */
  createIntent(intent: NewIntent): Promise<IntentAnswer>
  /**
   * Asks for an intent by its id. Where the id is not known, since the answer to its making was
   * lost, the making is repeated under its own idempotency key: Stripe's search is no help, as it
   * finds an intent only some time after it was made.
   */
  query(question: { intentId: string } | NewIntent): Promise<IntentAnswer>
  /**
   * Makes an intent unpayable. Where it was paid or cancelled before, the outcome is just that.
   *
   * @param because whether the payer gave up or the time ran out
   */
  cancelIntent(intentId: string, because: "cancelled" | "expired"): Promise<IntentAnswer>
  /**
   * Gives money back. A repeat under the same reference within 24 hours gives the same refund; in
   * doubt, or later, `findRefund` comes first.
   */
  refund(refund: CardRefund): Promise<RefundAnswer>
  /**
   * Settles what became of a refund. Where the intent has none of this reference the outcome is
   * `busy`: not taken on, and may be sent again under the same reference.
   */
  findRefund(refund: Pick<CardRefund, "reference" | "chargeIntentId">): Promise<RefundAnswer>
  /**
   * Reads a webhook, signed within the last five minutes with the configured secret.
   *
   * @param rawBody the bytes as they came
   * @returns undefined for everything else, and always where no secret is configured
   */
  verifyWebhook(
    rawBody: Buffer | string,
    signatureHeader: string | string[] | undefined
  ): CardEvent | undefined
}
