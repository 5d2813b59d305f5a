import { isStaff, type Role } from "./permissions"

const dayMs = 24 * 3_600 * 1_000

/** Days after which a session is over however much it is used: staff sooner, who can do more harm. */
const longestDays = { staff: 30, others: 90 }

/** When a session that began at a moment ends at the latest. */
export function latestEndOf(startedAt: Date, role: Role): Date {
  const days = isStaff(role) ? longestDays.staff : longestDays.others
  return new Date(startedAt.getTime() + days * dayMs)
}
