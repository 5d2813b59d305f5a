import type { AmountLimits } from "../shared/rules/amount"

/**
 * `sync`: the push's answer comes once the payer typed a PIN. `async`: it comes at once, the
 * end by callback. Which one a merchant has, the contract says (mobile-money.md §2.7).
 */
export type EmolaPushMode = "sync" | "async"

export type EmolaConfig = {
  url: URL
  /** All four were given by Movitel and are sent as they are. */
  username: string
  password: string
  partnerCode: string
  key: string
  pushMode: EmolaPushMode
  /** Whether errorCode 0 of a push is a payment, without asking again. */
  trustPush: boolean
  /** Values of orgResponseCode in a query that say paid, and those that say not. */
  paidCodes: readonly string[]
  failedCodes: readonly string[]
  /** Of the SOAPAction header, without its quotes. */
  soapAction: string
  rawData: string
  /** In what the payer reads on the handset. */
  merchantName: string
  /** Of that text, in characters. */
  messageLength: number
  refundStrategy: "b2c" | "manual"
  /** Whether the partner may pay out. */
  canPayOut: boolean
  /** For one call, in milliseconds. */
  timeoutMs: number
  limits: AmountLimits
  /** First two digits of the operator's numbers, after 258. */
  prefixes: readonly string[]
  callbackToken: string | null
  /** The way to the gateway is a VPN or a leased line, so that plain HTTP may do in production. */
  isPrivateLine: boolean
  /** PEM of the authorities to trust in place of Node's. */
  ca?: string
}
