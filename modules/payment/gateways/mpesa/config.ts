import type { KeyObject } from "node:crypto"
import type { AmountLimits } from "../shared/rules/amount"
import type { MpesaUrls } from "./urls"
import type { CodeOverrides } from "./rules/codes"

/** What the operator knows a merchant's wallet by. */
export type MpesaAccount = { apiKey: string; publicKey: KeyObject; serviceProviderCode: string }

/**
 * How money goes back: by reversing the charge, by paying it out to who paid, or by hand.
 * A charge whose receipt nobody knows cannot be reversed: then it is paid out, where the
 * account may pay out, or made by hand.
 */
export type MpesaRefundStrategy = "reversal" | "b2c" | "manual"

export type MpesaConfig = {
  account: MpesaAccount
  /** Pays out; null where the operator has not enabled B2C. */
  payoutAccount: MpesaAccount | null
  urls: MpesaUrls
  /** Of the Origin header, as the portal has it. */
  origin: string
  /** What a reversal is authorised with; null where the operator gave none. */
  initiator: { identifier: string; securityCredential: string } | null
  refundStrategy: MpesaRefundStrategy
  /** For one call, in milliseconds; a charge's call stays open until the payer typed a PIN. */
  timeoutMs: number
  lenientHttpParser: boolean
  /** Of third-party references, in characters. */
  referenceLength: number
  limits: AmountLimits
  /** First two digits of the operator's numbers, after 258. */
  prefixes: readonly string[]
  codes: CodeOverrides
  /** The unguessable part of the callback's path. */
  callbackToken: string | null
  /** PEM of the authorities to trust in place of Node's. */
  ca?: string
}
