/** Failures in a row that lock. */
export const triesBeforeLock = 5

const firstLockSeconds = 60
const longestLockSeconds = 15 * 60
const forgottenAfterMs = 24 * 60 * 60 * 1000

/** What is stored of an account's failures to sign in. */
export type FailedSignIns = {
  /** Failures in a row since the last success or lock, the latest included. */
  attempts: number
  /** Locks so far, as the last decision counted them. */
  locks: number
  lastLockedAt: Date | null
}

/** When a lock ends, and its number: what to store in place of `locks`. */
export type Lock = { until: Date; locks: number }

/**
 * The lock that follows from a failure to sign in, null where none does. The fifth locks
 * for 60 s; each further lock doubles that, up to 15 min; 24 h without a lock forget
 * those before. The caller starts counting attempts anew when a lock ends.
 */
export function lockUntilAfter(failed: FailedSignIns, now: Date): Lock | null {
  const { attempts, locks, lastLockedAt } = failed
  if (attempts < triesBeforeLock) {
    return null
  }
  const isForgotten =
    lastLockedAt === null || now.getTime() - lastLockedAt.getTime() >= forgottenAfterMs
  const before = isForgotten ? 0 : locks
  const seconds = Math.min(firstLockSeconds * 2 ** before, longestLockSeconds)
  return { until: new Date(now.getTime() + seconds * 1000), locks: before + 1 }
}
