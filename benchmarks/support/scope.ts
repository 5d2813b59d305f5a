type Stoppable = { stop: () => Promise<unknown> }

/** Keeps what was started, to be stopped when the scope ends. */
export type Keep = <T extends Stoppable>(started: T) => T

/** Runs work and then stops, last first, all that it asked to keep, whether or not it threw. */
export async function inScope<T>(work: (keep: Keep) => Promise<T>): Promise<T> {
  const kept: Stoppable[] = []
  try {
    return await work((started) => {
      kept.push(started)
      return started
    })
  } finally {
    for (const started of kept.reverse()) {
      await started.stop()
    }
  }
}
