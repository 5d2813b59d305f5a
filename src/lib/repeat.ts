/**
 * Runs a piece of work over and over, each time a pause after the last was done. A failure
 * is the work's own to tell of; the next round comes all the same.
 *
 * @param pauseMs asked before each pause
 * @returns ends the rounds; one under way is finished
 */
export function repeat(work: () => Promise<unknown>, pauseMs: () => number): () => void {
  let timer: NodeJS.Timeout | undefined
  let stopped = false

  function schedule(): void {
    timer = setTimeout(() => {
      work()
        .catch(() => undefined)
        .finally(() => {
          if (!stopped) {
            schedule()
          }
        })
    }, pauseMs())
    timer.unref()
  }

  schedule()
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}
