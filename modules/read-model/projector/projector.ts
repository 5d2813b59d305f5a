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
  let stopping = false
  let wake = () => {}
  let failures = 0

  const pause = (milliseconds: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, milliseconds)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  async function step(): Promise<number> {
    const batch = await projectBatch(options.pool, options.context)
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

  async function run(): Promise<void> {
    let nextClock = 0
    while (!stopping) {
      try {
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

  const finished = run()
  return {
    stop: async () => {
      stopping = true
      wake()
      await finished
    },
  }
}
