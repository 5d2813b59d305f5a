import { randomBytes } from "node:crypto"
import { missing } from "./failure"
import type {
  BalanceTransaction,
  Charge,
  Customer,
  PaymentIntent,
  PaymentMethod,
  Refund,
  StripeEvent,
  StripeObject,
} from "./objects"

export const apiVersion = "2024-04-10"

/** What Stripe keeps of a charge: thousandths of it, and integer cents besides. */
export type FeeRule = { perMille: number; fixed: number }

/** What Stripe holds of one merchant. */
export class Account {
  readonly intents = new Map<string, PaymentIntent>()
  readonly methods = new Map<string, PaymentMethod>()
  readonly charges = new Map<string, Charge>()
  readonly refunds = new Map<string, Refund>()
  readonly transactions = new Map<string, BalanceTransaction>()
  readonly customers = new Map<string, Customer>()
  /** What happened since somebody last took the events away. */
  private fresh: StripeEvent[] = []

  constructor(
    private readonly clock: () => Date,
    private readonly feeRule: FeeRule
  ) {}

  /** Seconds since 1970. */
  now(): number {
    return Math.floor(this.clock().getTime() / 1000)
  }

  intent(id: string): PaymentIntent {
    const intent = this.intents.get(id)
    if (intent === undefined) {
      throw missing("payment_intent", id)
    }
    return intent
  }

  find(id: string): StripeObject | undefined {
    return (
      this.intents.get(id) ??
      this.methods.get(id) ??
      this.charges.get(id) ??
      this.refunds.get(id) ??
      this.transactions.get(id) ??
      this.customers.get(id)
    )
  }

  happened(type: string, object: StripeObject): void {
    this.fresh.push({
      id: newId("evt"),
      object: "event",
      api_version: apiVersion,
      created: this.now(),
      data: { object: structuredClone(object) },
      livemode: false,
      pending_webhooks: 1,
      request: { id: null, idempotency_key: null },
      type,
    })
  }

  takeEvents(request: StripeEvent["request"]): StripeEvent[] {
    const events = this.fresh
    this.fresh = []
    return events.map((event) => ({ ...event, request }))
  }

  /** Books money: from here on it has moved. */
  book(
    type: BalanceTransaction["type"],
    source: Charge | Refund,
    amount: number
  ): BalanceTransaction {
    const { perMille, fixed } = this.feeRule
    const fee = type === "charge" ? Math.round((amount * perMille) / 1000) + fixed : 0
    const created = this.now()
    const transaction: BalanceTransaction = {
      id: newId("txn"),
      object: "balance_transaction",
      amount,
      available_on: created + 7 * 86_400,
      created,
      currency: source.currency,
      description: null,
      exchange_rate: null,
      fee,
      fee_details:
        fee === 0
          ? []
          : [
              {
                amount: fee,
                currency: source.currency,
                description: "Stripe processing fees",
                type: "stripe_fee",
              },
            ],
      net: amount - fee,
      reporting_category: type,
      source: source.id,
      status: "pending",
      type,
    }
    this.transactions.set(transaction.id, transaction)
    return transaction
  }
}

/** An id of the look of Stripe's, such as pi_3a9f…. */
export function newId(prefix: string): string {
  return `${prefix}_${randomBytes(12).toString("hex")}`
}
