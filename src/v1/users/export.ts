import { listSessions } from "../../../modules/account/store/sessions"
import type { Identity } from "../../identity/identity"
import { ownAccount } from "../../identity/own-account"
import type { V1Context } from "../context"
import { presentAddress, presentUser } from "../shared/user/presenter"
import { readUser } from "../shared/user/read-user"

/** All that is kept of an account, for its holder: profile, addresses and sessions. */
export async function exportAccount(
  context: V1Context,
  identity: Identity
): Promise<Record<string, unknown>> {
  const account = await ownAccount(context.identity, identity)
  const user = await readUser(context.readModel, identity.userId)
  const sessions = await listSessions(context.identity.pool, account.id)
  return {
    exportedAt: new Date(),
    profile: presentUser(user, context.mediaBaseUrl),
    addresses: user.addresses.map(presentAddress),
    sessions: sessions.map(({ device, address, created_at, last_used_at }) => ({
      device,
      address,
      createdAt: created_at,
      lastUsedAt: last_used_at,
    })),
  }
}
