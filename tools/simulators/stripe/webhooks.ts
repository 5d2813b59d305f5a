import { setMaxListeners } from "node:events"
import { setTimeout as sleep } from "node:timers/promises"
import type { StripeEvent } from "./objects"
import type { Script, WebhookFault } from "./script"
import { signWebhook } from "./signature"

/** One try to deliver an event. */
export type Delivery = {
  eventId: string
  type: string
  /** From 1 for each copy. */
  attempt: number
  /** HTTP status; null where there was no answer. */
  status: number | null
  signature: WebhookFault["signature"]
  at: Date
}

export type WebhookOptions = {
  /** Where events go; none are sent without. */
  url: string | undefined
  secret: string
  /** Milliseconds before each further try of an event that was not answered with 200 to 299. */
  retryDelaysMs: readonly number[]
  /** Milliseconds for one try. */
  timeoutMs: number
}

type Copy = { event: StripeEvent; fault: WebhookFault }

/** Milliseconds that events wait for each other to be mixed, where the script does not say. */
const mixingMs = 100

/** Sends events to the merchant. */
export class Webhooks {
  readonly deliveries: Delivery[] = []
  private readonly open = new Set<Promise<void>>()
  private readonly closed = new AbortController()
  private held: Copy[] = []

  constructor(
    private readonly options: WebhookOptions,
    private readonly script: Script
  ) {
    // Every event that waits for its next try listens.
    setMaxListeners(0, this.closed.signal)
  }

  sendTo(url: string | undefined): void {
    this.options.url = url
  }

  /** Resolves when the first try of each event that is not held back has been made. */
  async send(events: readonly StripeEvent[]): Promise<void> {
    for (const event of this.options.url === undefined ? [] : events) {
      const fault = this.script.takeForWebhook(event.type, subjectsOf(event))
      const copies = Array.from({ length: fault.copies }, () => ({ event, fault }))
      if (fault.order !== "as_made") {
        this.hold(copies)
      } else if (fault.delayMs > 0) {
        this.track(this.pause(fault.delayMs).then(() => this.deliver(copies)))
      } else {
        await this.deliver(copies)
      }
    }
  }

  /** Resolves when every event was delivered or given up. */
  async idle(): Promise<void> {
    while (this.open.size > 0) {
      await Promise.all(this.open)
    }
  }

  async close(): Promise<void> {
    this.closed.abort()
    await this.idle()
  }

  /** One try, whose answer is given back. */
  async tryOnce(event: StripeEvent, fault: Pick<WebhookFault, "signature">, attempt = 1) {
    const { url, secret, timeoutMs } = this.options
    if (url === undefined || this.closed.signal.aborted) {
      return null
    }
    const body = JSON.stringify(event, undefined, 2)
    const now = Math.floor(Date.now() / 1000)
    const signature = signWebhook(body, secret, now, fault.signature)
    const status = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/json; charset=utf-8",
        "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
        ...(signature === undefined ? {} : { "stripe-signature": signature }),
      },
      body,
      redirect: "manual",
      signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), this.closed.signal]),
    })
      .then(async (answer) => {
        await answer.body?.cancel()
        return answer.status
      })
      .catch(() => null)
    this.deliveries.push({
      eventId: event.id,
      type: event.type,
      attempt,
      status,
      signature: fault.signature,
      at: new Date(),
    })
    return status
  }

  private hold(copies: readonly Copy[]): void {
    const isFirst = this.held.length === 0
    this.held.push(...copies)
    if (isFirst && copies[0] !== undefined) {
      const wait = copies[0].fault.delayMs || mixingMs
      this.track(this.pause(wait).then(() => this.deliver(mixed(this.held.splice(0)))))
    }
  }

  /** One after the other, so that they arrive in this order; repeats are made meanwhile. */
  private async deliver(copies: readonly Copy[]): Promise<void> {
    for (const { event, fault } of copies) {
      const status = await this.tryOnce(event, fault)
      if (!isTaken(status)) {
        this.track(this.repeat(event, fault))
      }
    }
  }

  private async repeat(event: StripeEvent, fault: WebhookFault): Promise<void> {
    for (const [index, delay] of this.options.retryDelaysMs.entries()) {
      await this.pause(delay)
      if (
        this.closed.signal.aborted ||
        this.options.url === undefined ||
        isTaken(await this.tryOnce(event, fault, index + 2))
      ) {
        return
      }
    }
  }

  private async pause(milliseconds: number): Promise<void> {
    await sleep(milliseconds, undefined, { signal: this.closed.signal }).catch(() => undefined)
  }

  private track(work: Promise<void>): void {
    const tracked = work.finally(() => this.open.delete(tracked))
    this.open.add(tracked)
  }
}

function isTaken(status: number | null): boolean {
  return status !== null && status >= 200 && status < 300
}

function subjectsOf({ data }: StripeEvent): string[] {
  const { object } = data
  return [
    object.id,
    ...("payment_intent" in object ? [object.payment_intent] : []),
    ...("metadata" in object ? Object.values(object.metadata) : []),
  ]
}

/** Mixed the same way every time: nothing here depends on chance. */
function mixed(copies: readonly Copy[]): Copy[] {
  if (copies[0]?.fault.order === "reversed") {
    return copies.toReversed()
  }
  const rankOf = (index: number) => (Math.sin(index + 1) * 10_000) % 1
  return copies
    .map((copy, index) => ({ copy, rank: rankOf(index) }))
    .sort((left, right) => left.rank - right.rank)
    .map(({ copy }) => copy)
}
