import fc from "fast-check"
import { lockUntilAfter, type FailedSignIns } from "../lockout"

const now = new Date("2026-03-01T12:00:00Z")
const hours = (count: number) => new Date(now.getTime() - count * 3_600_000)

function lockAfter(failed: Partial<FailedSignIns>) {
  return lockUntilAfter({ attempts: 5, locks: 0, lastLockedAt: null, ...failed }, now)
}

function secondsLocked(failed: Partial<FailedSignIns>): number | undefined {
  const lock = lockAfter(failed)
  return lock === null ? undefined : (lock.until.getTime() - now.getTime()) / 1000
}

describe("lockUntilAfter", () => {
  it("locks for a minute at the fifth failure", () => {
    expect([1, 2, 3, 4].map((attempts) => secondsLocked({ attempts }))).toEqual(
      Array(4).fill(undefined)
    )
    expect(secondsLocked({ attempts: 5 })).toBe(60)
  })

  it("doubles each further lock, up to 15 minutes", () => {
    const lastLockedAt = hours(1)
    expect(
      [1, 2, 3, 4, 5, 100, 10_000].map((locks) => secondsLocked({ locks, lastLockedAt }))
    ).toEqual([120, 240, 480, 900, 900, 900, 900])
  })

  it("forgets locks after a day without one", () => {
    expect(secondsLocked({ locks: 3, lastLockedAt: hours(23.99) })).toBe(480)
    expect(secondsLocked({ locks: 3, lastLockedAt: hours(24) })).toBe(60)
    expect(lockAfter({ locks: 3, lastLockedAt: hours(24) })?.locks).toBe(1)
  })

  it("counts the lock it decides", () => {
    expect(lockAfter({ locks: 0 })?.locks).toBe(1)
    expect(lockAfter({ locks: 1, lastLockedAt: hours(1) })?.locks).toBe(2)
  })

  it("never locks before the fifth failure, nor for less than a minute or more than 15", () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 1000 }),
        fc.nat({ max: 5000 }),
        fc.option(fc.integer({ min: 0, max: 7 * 24 * 3600 })),
        (attempts, locks, secondsAgo) => {
          const lastLockedAt = secondsAgo === null ? null : hours(secondsAgo / 3600)
          const seconds = secondsLocked({ attempts, locks, lastLockedAt })
          expect(seconds === undefined).toBe(attempts < 5)
          expect(seconds ?? 60).toBeGreaterThanOrEqual(60)
          expect(seconds ?? 60).toBeLessThanOrEqual(900)
        }
      )
    )
  })

  it("never locks for less than before, within a day", () => {
    fc.assert(
      fc.property(fc.nat({ max: 50 }), (locks) => {
        const lastLockedAt = hours(1)
        expect(secondsLocked({ locks: locks + 1, lastLockedAt })).toBeGreaterThanOrEqual(
          secondsLocked({ locks, lastLockedAt }) ?? Infinity
        )
      })
    )
  })
})
