import type { FastifyReply } from "fastify"
import { keepRefreshInCookie } from "../../../../modules/account/store/session-facts"
import { knownDeviceCookie } from "../../../identity/device-cookie"
import { refreshCookie, writeCookie } from "../../../identity/session-cookie"
import type { Place } from "../../../identity/context"
import type { IssuedTokens } from "../../../identity/issue"
import type { SignedIn } from "../../../identity/sign-in"
import type { V1Context } from "../../context"
import { presentUser } from "./presenter"
import { readUser } from "./read-user"

/** Gives a session's tokens, the refresh token in the body or in its cookie. */
export function presentTokens(
  context: V1Context,
  reply: FastifyReply,
  issued: IssuedTokens,
  asCookie: boolean
) {
  const { accessToken, refreshToken, expiresIn } = issued
  if (!asCookie) {
    return { accessToken, refreshToken, expiresIn }
  }
  reply.header(
    "set-cookie",
    writeCookie(refreshCookie, refreshToken, context.identity.secureCookies)
  )
  return { accessToken, expiresIn }
}

/** The answer to a sign-in, complete or not. */
export async function presentSignIn(
  context: V1Context,
  reply: FastifyReply,
  signedIn: SignedIn,
  { asCookie, place }: { asCookie: boolean; place: Place }
) {
  const { challengeToken } = signedIn as { challengeToken?: string }
  switch (signedIn.step) {
    case "code":
      return { success: true, data: { twoFactorRequired: true, challengeToken } }
    case "setup":
      return { success: true, data: { twoFactorSetupRequired: true, challengeToken } }
    case "done": {
      if (asCookie) {
        await keepRefreshInCookie(context.identity.pool, signedIn.sessionId)
      }
      const user = await readUser(context.readModel, signedIn.account.object_id)
      const tokens = presentTokens(context, reply, signedIn, asCookie)
      const { email } = signedIn.account
      reply.header("set-cookie", knownDeviceCookie(context.identity, email, place))
      return {
        success: true,
        data: { user: presentUser(user, context.mediaBaseUrl), ...tokens },
      }
    }
  }
}
