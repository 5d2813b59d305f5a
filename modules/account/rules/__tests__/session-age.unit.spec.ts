import fc from "fast-check"
import { roles } from "../permissions"
import { latestEndOf } from "../session-age"

const dayMs = 24 * 3_600 * 1_000

describe("the latest end of a session", () => {
  it.each([
    ["buyer", 90],
    ["seller", 90],
    ["support", 30],
    ["admin", 30],
  ] as const)("of a %s comes after %i days", (role, days) => {
    const startedAt = new Date("2026-01-01T00:00:00Z")
    expect(latestEndOf(startedAt, role).getTime() - startedAt.getTime()).toBe(days * dayMs)
  })

  it("does not depend on the moment it is asked at, only on its beginning", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date(0), max: new Date("2100-01-01"), noInvalidDate: true }),
        fc.integer({ min: 0, max: 1_000 * dayMs }),
        fc.constantFrom(...roles),
        (startedAt, later, role) => {
          const laterStart = new Date(startedAt.getTime() + later)
          const difference =
            latestEndOf(laterStart, role).getTime() - latestEndOf(startedAt, role).getTime()
          expect(difference).toBe(later)
        }
      )
    )
  })
})
