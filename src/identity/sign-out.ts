import {
  revokeSessions,
  type RevokeReason,
  type SessionsOf,
} from "../../modules/account/store/sessions"
import type { IdentityContext } from "./context"

/** Ends sessions; their access tokens are dead when this resolves. Gives the ids of those ended. */
export async function endSessions(
  context: IdentityContext,
  of: SessionsOf,
  reason: RevokeReason
): Promise<string[]> {
  const ended = await revokeSessions(context.pool, of, reason)
  context.announceRevoked(ended)
  return ended
}
