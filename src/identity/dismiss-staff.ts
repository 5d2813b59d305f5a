import { Modules } from "@medusajs/framework/utils"
import { changeAccount } from "../../modules/account/store/accounts"
import { shutAccountOut } from "../../modules/account/store/sessions"
import { inTransaction } from "../../modules/read-model/postgres/pool"
import type { IdentityContext } from "./context"

/** The secret keys somebody made, and those that were made with them. */
const keysMadeBy = `
WITH RECURSIVE made AS (
  SELECT id, revoked_at FROM api_key WHERE type = 'secret' AND created_by = $1
   UNION
  SELECT k.id, k.revoked_at FROM api_key k JOIN made m ON k.created_by = m.id
   WHERE k.type = 'secret')
SELECT id FROM made WHERE revoked_at IS NULL`

/**
 * Takes from an account what it had as staff: its secret API keys, which no sign-in
 * stands behind, its role, and its sessions, whose tokens say that role. It may still
 * buy, and sell. Done again it does nothing.
 *
 * @param userId Medusa's id of the user
 * @param dismissedBy Medusa's id of who does so
 */
export async function dismissStaff(
  context: IdentityContext,
  userId: string,
  dismissedBy: string
): Promise<void> {
  const keys = await context.pool.query<{ id: string }>(keysMadeBy, [userId])
  const ids = keys.rows.map((row) => row.id)
  if (ids.length > 0) {
    const service = context.container.resolve(Modules.API_KEY)
    await service.revoke({ id: ids }, { revoked_by: dismissedBy })
  }
  const accounts = await context.pool.query<{ id: string; seller_id: string | null }>(
    "SELECT id, seller_id FROM account WHERE user_id = $1",
    [userId]
  )
  for (const { id, seller_id } of accounts.rows) {
    const ended = await inTransaction(context.pool, async (client) => {
      await changeAccount(client, id, {
        role: seller_id === null ? "buyer" : "seller",
        user_id: null,
      })
      return shutAccountOut(client, id, "account_changed")
    })
    context.announceRevoked(ended)
    await context.projectAccount(id)
  }
}
