import { Account, type FeeRule } from "./account"
import { IdempotencyKeys } from "./idempotency"
import type { StripeEvent } from "./objects"
import { Script } from "./script"
import { Webhooks, type WebhookOptions } from "./webhooks"

/** One request, and what it was answered. */
export type Answered = {
  method: string
  path: string
  idempotencyKey: string | null
  /** HTTP status; null where no whole answer was sent. */
  status: number | null
  at: Date
}

export type SimulationOptions = {
  secretKey: string
  clock: () => Date
  fee: FeeRule
  webhooks: WebhookOptions
}

/** All that the simulator knows. */
export class Simulation {
  readonly secretKey: string
  readonly account: Account
  readonly keys = new IdempotencyKeys()
  readonly script = new Script()
  readonly webhooks: Webhooks
  /** Everything that happened, delivered or not. */
  readonly events: StripeEvent[] = []
  readonly requests: Answered[] = []
  private readonly work = new Set<Promise<unknown>>()

  constructor(options: SimulationOptions) {
    this.secretKey = options.secretKey
    this.account = new Account(options.clock, options.fee)
    this.webhooks = new Webhooks(options.webhooks, this.script)
  }

  /** Sends what happened outside of a request, such as at a bank. */
  announce(): void {
    const events = this.account.takeEvents({ id: null, idempotency_key: null })
    this.events.push(...events)
    this.inBackground(this.webhooks.send(events))
  }

  /** @param work must not reject */
  inBackground(work: Promise<unknown>): void {
    const tracked = work.finally(() => this.work.delete(tracked))
    this.work.add(tracked)
  }

  /** Resolves when nothing is left to be done or sent. */
  async idle(): Promise<void> {
    do {
      await Promise.all(this.work)
      await this.webhooks.idle()
    } while (this.work.size > 0)
  }
}
