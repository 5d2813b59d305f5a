import type { Pool } from "pg"
import type { Place } from "./context"

/** Whether an account that has signed in before never did so from this device and address. */
export async function isNewPlace(pool: Pool, accountId: string, place: Place): Promise<boolean> {
  const { rows } = await pool.query<{ earlier: boolean; here: boolean }>(
    `SELECT count(*) > 0 AS earlier,
            coalesce(bool_or(device = $2 AND address = $3), false) AS here
       FROM account_session WHERE account_id = $1`,
    [accountId, place.device, place.address]
  )
  return rows[0]?.earlier === true && !rows[0].here
}
