import type { Queryable } from "../../../src/lib/queryable"
import { digestOf } from "./digest"

/** So often within so many seconds; `of` says what and for whom, such as "sms to +258…". */
export type Allowance = { of: string; most: number; seconds: number }

/** Takes one of an allowance; gives the seconds to wait where it is used up. */
async function take(db: Queryable, { of, most, seconds }: Allowance): Promise<number | undefined> {
  const id = digestOf(of)
  const taken = await db.query(
    `INSERT INTO account_allowance AS a (id, used, ends_at) VALUES ($1, 1, now() + make_interval(secs => $3))
     ON CONFLICT (id) DO UPDATE
        SET used = CASE WHEN a.ends_at <= now() THEN 1 ELSE a.used + 1 END,
            ends_at = CASE WHEN a.ends_at <= now() THEN excluded.ends_at ELSE a.ends_at END,
            updated_at = now()
      WHERE a.ends_at <= now() OR a.used < $2`,
    [id, most, seconds]
  )
  if (taken.rowCount === 1) {
    return undefined
  }
  const { rows } = await db.query<{ seconds: number }>(
    "SELECT greatest(1, ceil(extract(epoch FROM ends_at - now())))::int AS seconds FROM account_allowance WHERE id = $1",
    [id]
  )
  return rows[0]?.seconds ?? 1
}

/** Gives back what was taken for something that did not happen. */
export async function giveBack(db: Queryable, allowances: readonly Allowance[]): Promise<void> {
  await db.query(
    "UPDATE account_allowance SET used = used - 1, updated_at = now() WHERE id = ANY($1::text[]) AND used > 0",
    [allowances.map(({ of }) => digestOf(of))]
  )
}

/**
 * Takes one of each of these allowances, or none.
 *
 * @returns seconds after which to come again where one is used up
 */
export async function takeAllowances(
  db: Queryable,
  allowances: readonly Allowance[]
): Promise<number | undefined> {
  for (const [index, allowance] of allowances.entries()) {
    const seconds = await take(db, allowance)
    if (seconds !== undefined) {
      await giveBack(db, allowances.slice(0, index))
      return seconds
    }
  }
  return undefined
}
