import { LockHeldError } from "./errors"
import { holderClass, type LockSession } from "./session"

/** Who holds keys and for how long: seconds, or until released or dead. */
export type LeaseTerms = { ownerId: string | null; seconds: number | null }

/**
 * A key that is taken is taken over where its owner asks again, its time is over, or its
 * holder's connection is gone. Taken in the order of their names, so that two who want the
 * same keys wait for each other one way round only.
 */
const takeSql = `
INSERT INTO lock_lease AS held (key, owner_id, holder, expires_at)
SELECT wanted.key, $2, $3::int, clock_timestamp() + $4::float8 * interval '1 second'
  FROM unnest($1::text[]) AS wanted(key) ORDER BY wanted.key
    ON CONFLICT (key) DO UPDATE
   SET owner_id = excluded.owner_id, holder = excluded.holder,
       expires_at = CASE WHEN held.owner_id = excluded.owner_id AND excluded.expires_at IS NULL
                         THEN held.expires_at ELSE excluded.expires_at END
 WHERE held.owner_id = excluded.owner_id
    OR held.expires_at <= clock_timestamp()
    OR NOT EXISTS (
         SELECT FROM pg_locks l
          WHERE l.locktype = 'advisory' AND l.objsubid = 2 AND l.granted
            AND l.classid::bigint = ${holderClass} AND l.objid::bigint = held.holder
            AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()))
RETURNING key`

/**
 * Takes all of these keys or none.
 *
 * @throws LockHeldError naming a key that is another's.
 */
export async function takeLeases(
  { client, holder }: LockSession,
  keys: readonly string[],
  { ownerId, seconds }: LeaseTerms
): Promise<void> {
  const wanted = [...new Set(keys)]
  const isSingle = wanted.length === 1
  const parameters = [wanted, ownerId, holder, seconds]
  if (!isSingle) {
    await client.query("BEGIN")
  }
  try {
    const { rows } = await client.query<{ key: string }>(takeSql, parameters)
    const taken = new Set(rows.map((row) => row.key))
    const refused = wanted.find((key) => !taken.has(key))
    if (refused !== undefined) {
      throw new LockHeldError(refused)
    }
    if (!isSingle) {
      await client.query("COMMIT")
    }
  } catch (error) {
    if (!isSingle) {
      await client.query("ROLLBACK")
    }
    throw error
  }
}

/**
 * Gives keys back that bear this owner.
 *
 * @returns whether all of them were held until now.
 */
export async function releaseLeases(
  { client }: LockSession,
  keys: readonly string[],
  ownerId: string | null
): Promise<boolean> {
  const wanted = [...new Set(keys)]
  const { rows } = await client.query<{ held: boolean }>(
    `DELETE FROM lock_lease WHERE key = ANY($1::text[]) AND owner_id IS NOT DISTINCT FROM $2
     RETURNING expires_at IS NULL OR expires_at > clock_timestamp() AS held`,
    [wanted, ownerId]
  )
  return rows.length === wanted.length && rows.every((row) => row.held)
}

/** Gives everything of one owner back, or everything there is. */
export async function releaseAllLeases({ client }: LockSession, ownerId?: string): Promise<void> {
  await client.query("DELETE FROM lock_lease WHERE $1::text IS NULL OR owner_id = $1", [
    ownerId ?? null,
  ])
}
