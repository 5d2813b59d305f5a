import type { CallbackPlan } from "./behaviour"
import type { Ids } from "./ids"
import type { Timers } from "./timers"

/** What a callback says happened. */
export type Claim = "truth" | "success" | "failure"

/** A callback that went out, and the status it was answered with; null where it was not. */
export type Delivery = { body: string; status: number | null }

export type Callbacks = {
  url: string | undefined
  deliveries: readonly Delivery[]
  /** Posts one body. Never throws: an operator shrugs. */
  post: (body: string) => Promise<void>
  /** Posts what a plan says, and returns when all are through. */
  play: (plan: CallbackPlan, bodyOf: (claim: Claim, index: number) => string) => Promise<void>
}

const timeoutMs = 10_000

export function createCallbacks(
  url: string | undefined,
  contentType: string,
  { ids, timers }: { ids: Ids; timers: Timers }
): Callbacks {
  const deliveries: Delivery[] = []

  const callbacks: Callbacks = {
    url,
    deliveries,
    post: async (body) => {
      if (callbacks.url !== undefined) {
        const status = await post(callbacks.url, body, contentType)
        deliveries.push({ body, status })
      }
    },
    play: async ({ times, spreadMs, claim }, bodyOf) => {
      const bodies = Array.from({ length: times }, (_, index) =>
        bodyOf(claim === "mixed" ? mixedClaim(index) : claim, index)
      )
      await Promise.all(
        bodies.map(async (body) => {
          await timers.pause(ids.random.whole(0, spreadMs))
          await callbacks.post(body)
        })
      )
    },
  }
  return callbacks
}

const claims: readonly Claim[] = ["truth", "failure", "success"]
const mixedClaim = (index: number): Claim => claims[index % claims.length] ?? "truth"

async function post(url: string, body: string, contentType: string): Promise<number | null> {
  try {
    const answer = await fetch(url, {
      method: "POST",
      headers: { "content-type": contentType },
      body,
      signal: AbortSignal.timeout(timeoutMs),
    })
    await answer.body?.cancel()
    return answer.status
  } catch {
    return null
  }
}
