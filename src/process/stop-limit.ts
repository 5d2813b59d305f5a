/** Milliseconds that a stop may take once new connections have ended: 30 s of draining and some to close. */
const closing = 40_000

/** Milliseconds from SIGTERM after which a process that has not stopped ends itself. */
export function stopLimit(env: { DRAIN_NOTICE_MS: number }): number {
  return env.DRAIN_NOTICE_MS + closing
}
