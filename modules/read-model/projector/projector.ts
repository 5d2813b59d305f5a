import { setTimeout as delay } from "node:timers/promises"
import type { Pool } from "pg"
import { noteClockChanges } from "../outbox/clock"
import { projectBatch } from "./batch"
import type { ProjectContext } from "./context"
import { redact } from "./redact"

/** Milliseconds between looks at the outbox: polling keeps NOTIFY out of the writers' commits. */
const busyPause = 25
const idlePause = 40
/** Milliseconds between looks at what changes by the clock. */
const clockPause = 200
const longestRetryPause = 2_000
/**
 * Batches at once in this process: while Mongo stores one, which is most of its time,
 * Postgres reads the next. As with several processes, they pass over each other's rows,
 * and their versions keep the order.
 */
const lanes = 2

export type ProjectorOptions = {
  pool: Pool
  context: ProjectContext
  onStale: (tags: string[]) => void
  onBatch?: (batch: { documents: number; lagSeconds: number }) => void
  onError?: (message: string) => void
}

export type Projector = { stop: () => Promise<void> }

/** Starts following the outbox; several processes may do so at once. */
export function startProjector(options: ProjectorOptions): Projector {
  const stopping = new AbortController()
  let inHand = 0
  let failures = 0

  const pause = (milliseconds: number) =>
    delay(milliseconds, undefined, { signal: stopping.signal }).catch(() => undefined)

  async function step(): Promise<number> {
    inHand += 1
    const batch = await projectBatch(options.pool, options.context).finally(() => {
      inHand -= 1
    })
    failures = 0
    if (batch.tags.length > 0) {
      options.onStale([...new Set(batch.tags)])
    }
    if (batch.claimed > 0) {
      options.onBatch?.(batch)
    }
    if (batch.isFull) {
      return 0
    }
    return batch.claimed > 0 ? busyPause : idlePause
  }

  let nextClock = 0

  async function run(lane: number): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        // The first lane looks for work; the others only where those before have some in hand.
        if (inHand < lane) {
          await pause(busyPause)
          continue
        }
        if (Date.now() >= nextClock) {
          nextClock = Date.now() + clockPause
          await noteClockChanges(options.pool)
        }
        await pause(await step())
      } catch (error) {
        failures += 1
        options.onError?.(redact(error instanceof Error ? error.message : String(error)))
        await pause(Math.min(longestRetryPause, 50 * 2 ** Math.min(failures, 6)))
      }
    }
  }

  const finished = Promise.all(Array.from({ length: lanes }, (_, lane) => run(lane)))
  return {
    stop: async () => {
      stopping.abort()
      await finished
    },
  }
}
