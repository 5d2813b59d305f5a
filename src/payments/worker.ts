import { claimCall } from "../../modules/payment/store/calls"
import { unbookedAttempts } from "../../modules/payment/store/attempts"
import { unbookedRefunds } from "../../modules/payment/store/refunds"
import { repeat } from "../lib/repeat"
import { bookCapture } from "./book-capture"
import { bookRefund } from "./book-refund"
import { callForAttempt, callForRefund } from "./call-gateway"
import type { PaymentsContext } from "./context"
import { expireGroups } from "./expire-groups"

const lookEveryMs = 250
const sweepEveryMs = 1_000
/** Calls to gateways at once; each may wait for a buyer to type a PIN. */
const mostCalls = 50

export type PaymentsWorker = {
  /** Looks at once, since something was just queued. */
  wake: () => void
  /** Takes nothing new on; what is under way is picked up by the next process. */
  stop: () => Promise<void>
}

/**
 * Starts what makes calls to gateways and takes their results into the books. Any number of
 * processes may: each call is one's alone, and one that died with it is taken up by another.
 */
export function startPaymentsWorker(context: PaymentsContext): PaymentsWorker {
  const running = new Set<Promise<unknown>>()
  let stopped = false

  function track(work: Promise<unknown> | undefined): void {
    if (work === undefined) {
      return
    }
    const tracked = work
      .catch((error: unknown) => {
        context.logger.error({ err: error }, "a call to a gateway could not be dealt with")
      })
      .finally(() => running.delete(tracked))
    running.add(tracked)
  }

  /** Starts calls that are due until there is none, or enough are under way. */
  async function look(): Promise<void> {
    while (!stopped && running.size < mostCalls) {
      const attempt = await claimCall(context.pool, "payment_attempt")
      const refund = await claimCall(context.pool, "payment_refund")
      if (attempt === undefined && refund === undefined) {
        return
      }
      track(attempt && callForAttempt(context, attempt))
      track(refund && callForRefund(context, refund))
    }
  }

  async function sweep(): Promise<void> {
    for (const attemptId of await unbookedAttempts(context.pool)) {
      await bookCapture(context, attemptId)
    }
    for (const refundId of await unbookedRefunds(context.pool)) {
      await bookRefund(context, refundId)
    }
    await expireGroups(context)
  }

  const logged = (work: () => Promise<void>) => () =>
    work().catch((error: unknown) => {
      context.logger.error({ err: error }, "payments could not be looked after")
    })
  const looks = logged(look)
  const ends = [repeat(looks, () => lookEveryMs), repeat(logged(sweep), () => sweepEveryMs)]

  return {
    wake: () => {
      track(looks())
    },
    stop: async () => {
      stopped = true
      ends.forEach((end) => {
        end()
      })
      await Promise.race([
        Promise.allSettled([...running]),
        new Promise((resolve) => setTimeout(resolve, 3_000).unref()),
      ])
    },
  }
}
