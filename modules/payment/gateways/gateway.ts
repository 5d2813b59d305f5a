/** What asks a gateway: written to the database before the call. */
export type Reference = string

/** Why money certainly did not move, in words a buyer can be told of. */
export type RefusalReason =
  | "cancelled_by_payer"
  | "insufficient_funds"
  | "no_answer_from_payer"
  | "payer_not_found"
  | "payer_not_active"
  | "payer_busy"
  | "amount_refused"
  | "declined"

/**
 * What an answer of a gateway says of one movement of money.
 *
 * - `succeeded`: it moved. `receipt` is the gateway's own id of it, null where the answer has none.
 * - `pending`: taken on; the payer, or the gateway, is not through with it.
 * - `refused`: final, nothing moved; it may be tried anew under a new reference.
 * - `reversed`: it had moved and was taken back at the gateway.
 * - `not_sent`: no byte of the request left this process; it may be sent under the same reference.
 * - `busy`: not taken on; it may be sent again, later, under the same reference.
 * - `misconfigured`: the merchant's fault, nothing moved; no try will help before somebody mends it.
 * - `unsupported`: the gateway or its configuration has no such operation; somebody has to act.
 * - `duplicate`: the gateway has this reference already; it has to be asked.
 * - `unknown`: nothing can be said; it has to be asked.
 */
export type Outcome =
  | { state: "succeeded"; receipt: string | null }
  | { state: "pending" }
  | { state: "refused"; reason: RefusalReason }
  | { state: "reversed" }
  | { state: "not_sent" | "busy" | "misconfigured" | "unsupported" | "duplicate" | "unknown" }

/** One question to a gateway and its answer, fit to be stored: secrets masked, numbers shortened. */
export type Exchange = {
  operation: string
  request: Readonly<Record<string, string>>
  /** HTTP status; null where there was no answer. */
  status: number | null
  /** At most 4,000 characters of the body, masked; null where there was none. */
  answer: string | null
  /** A transport's error code, such as ECONNREFUSED or HPE_INVALID_HEADER_TOKEN. */
  fault: string | null
  startedAt: Date
  milliseconds: number
}

export type GatewayAnswer = {
  outcome: Outcome
  /** The gateway's own code, such as INS-5; null where it gave none. */
  code: string | null
  /** The gateway's id of the conversation, to ask with and to match callbacks; null where it gave none. */
  conversationId: string | null
  exchange: Exchange
  /** What else was asked on the way, such as a query to be sure of a refusal; mostly nothing. */
  alsoAsked?: readonly Exchange[]
}

/** An amount in integer cents of MZN. */
export type Cents = number

export type Charge = {
  reference: Reference
  /** What the payer reads: letters and digits, 20 at most. */
  orderReference: string
  /** E.164, such as +258841234567. */
  phone: string
  amount: Cents
  language: "pt" | "en"
}

export type Refund = {
  reference: Reference
  /** Of the charge: what it was made under, and the gateway's ids of it where they are known. */
  charge: {
    reference: Reference
    receipt: string | null
    conversationId: string | null
    phone: string
  }
  /** What has been charged in all. */
  charged: Cents
  amount: Cents
}

export type Payout = { reference: Reference; phone: string; amount: Cents; language: "pt" | "en" }

export type Question = {
  kind: "charge" | "refund" | "payout"
  /** Under which the movement was asked for. */
  reference: Reference
  receipt: string | null
  conversationId: string | null
}

/** What a callback says, which proves nothing: the gateway is asked before anything is believed. */
export type Callback = {
  reference: Reference | null
  conversationId: string | null
  /** The gateway's receipt, kept for later once the gateway has confirmed the movement. */
  receipt: string | null
}

/**
 * A mobile money operator.
 *
 * Nothing here throws for what a gateway or a network does: every such thing is an outcome.
 */
export interface MobileMoneyGateway {
  readonly id: "mpesa" | "emola"
  /** Refuses what the operator would, before anything is written; undefined where it takes the amount. */
  refuseAmount(amount: Cents): "below_minimum" | "above_maximum" | "not_whole_meticais" | undefined
  /** Whether a phone, in E.164, may be one of this operator's. */
  serves(phone: string): boolean
  /** A reference of the shape the operator takes, derived from an id: the same id gives the same one. */
  referenceOf(id: string): Reference
  charge(charge: Charge): Promise<GatewayAnswer>
  query(question: Question): Promise<GatewayAnswer>
  refund(refund: Refund): Promise<GatewayAnswer>
  payout(payout: Payout): Promise<GatewayAnswer>
  /** @returns undefined where the body is nothing the operator sends. */
  readCallback(body: string, contentType: string): Callback | undefined
  /** What the operator expects as the answer to a callback. */
  acknowledge(callback: Callback | undefined): { contentType: string; body: string }
}
