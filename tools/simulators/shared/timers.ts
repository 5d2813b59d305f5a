/** Timers that end with the simulator. */
export type Timers = {
  /** Acts after so many milliseconds; at once, before this returns, where they are none. */
  after: (milliseconds: number, act: () => void) => void
  pause: (milliseconds: number) => Promise<void>
  clear: () => void
}

export function createTimers(): Timers {
  const running = new Set<NodeJS.Timeout>()
  const after = (milliseconds: number, act: () => void) => {
    if (milliseconds <= 0) {
      act()
      return
    }
    const timer = setTimeout(() => {
      running.delete(timer)
      act()
    }, milliseconds)
    running.add(timer)
  }
  return {
    after,
    pause: (milliseconds) => new Promise((resolve) => after(milliseconds, resolve)),
    clear: () => {
      running.forEach((timer) => clearTimeout(timer))
      running.clear()
    },
  }
}
