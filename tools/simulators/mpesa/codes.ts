/** HTTP statuses of the portal's table; 400 of all that are not here. */
const statuses: Readonly<Record<string, number>> = {
  "INS-0": 201,
  "INS-1": 500,
  "INS-2": 401,
  "INS-4": 401,
  "INS-5": 401,
  "INS-6": 401,
  "INS-9": 408,
  "INS-10": 409,
  "INS-16": 503,
  "INS-2006": 422,
}

export const statusOf = (code: string) =>
  Object.hasOwn(statuses, code) ? (statuses[code] ?? 400) : 400
