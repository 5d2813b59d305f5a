import type { FastifyPluginCallbackZod } from "fastify-type-provider-zod"
import { checkPassword } from "../../modules/account/rules/password"
import { sessionBehind } from "../../modules/account/store/session-facts"
import { findAccount } from "../../modules/account/store/accounts"
import { bearerOf } from "../identity/identify"
import { identityOf } from "../identity/identity"
import { passwordRefused } from "../identity/credentials"
import { knownDeviceCookie } from "../identity/device-cookie"
import { hashPassword } from "../identity/hash-password"
import { forgetPassword, resetPassword } from "../identity/passwords"
import { placeOf } from "../identity/place"
import { refreshTokens } from "../identity/refresh"
import { readCookie, sessionCookie, writeCookie } from "../identity/session-cookie"
import { signIn } from "../identity/sign-in"
import { endSessions } from "../identity/sign-out"
import { cookieForSession } from "../identity/cookie-session"
import { AppError } from "../lib/errors"
import { accountOfChallenge } from "../identity/two-factor-challenge"
import type { V1Context } from "../v1/context"
import {
  actorParams,
  anyBody,
  credentialsBody,
  identifierBody,
  newPasswordBody,
  refreshBody,
} from "./schemas"

const schema = { hide: true }
const config = { access: "public" } as const

/**
 * Medusa's paths under /auth, as its SDK and dashboard call them, on the marketplace's own
 * accounts. Medusa's own routes there are not reachable: what is not here does not exist.
 */
export const medusaAuthRoutes: FastifyPluginCallbackZod<{ context: V1Context }> = (
  app,
  { context },
  done
) => {
  const { identity } = context

  app.get("/auth/:actor_type/providers", { schema: { ...schema, params: actorParams } }, () => ({
    providers: [
      {
        id: "emailpass",
        identifier: "emailpass",
        display_name: "E-mail and password",
        flow: "credentials",
      },
    ],
  }))

  app.post(
    "/auth/:actor_type/emailpass",
    { schema: { ...schema, params: actorParams, body: credentialsBody }, config },
    async (request, reply) => {
      reply.header("cache-control", "private, no-store")
      const place = placeOf(request)
      const done = await signIn(identity, request.body, place)
      switch (done.step) {
        case "done":
          reply.header("set-cookie", knownDeviceCookie(identity, done.account.email, place))
          return {
            token: done.accessToken,
            refresh_token: done.refreshToken,
            expires_in: done.expiresIn,
          }
        case "code":
          return {
            token: done.challengeToken,
            mfa_required: true,
            mfa_challenge: { id: done.challengeToken, methods: ["totp", "recovery_code"] },
          }
        case "setup":
          throw new AppError("TWO_FACTOR_SETUP_REQUIRED")
      }
    }
  )

  app.post(
    "/auth/:actor_type/emailpass/register",
    { schema: { ...schema, params: actorParams, body: credentialsBody }, config },
    async (request) => {
      const { email, password } = request.body
      const checked = checkPassword(password, { twoFactor: false, context: [email] })
      if (!checked.ok) {
        throw passwordRefused(checked.reasons)
      }
      const passwordHash = await hashPassword(password)
      const actorType = request.params.actor_type === "user" ? "user" : "customer"
      // Known or not, the e-mail gets a ticket; the next step answers alike as well.
      return { token: identity.tickets.seal({ email, passwordHash, actorType }) }
    }
  )

  app.post(
    "/auth/:actor_type/emailpass/reset-password",
    { schema: { ...schema, params: actorParams, body: identifierBody }, config },
    (request, reply) => {
      forgetPassword(identity, request.body.identifier)
      return reply.code(201).type("text/plain").send("Created")
    }
  )

  app.post(
    "/auth/:actor_type/emailpass/update",
    { schema: { ...schema, params: actorParams, body: newPasswordBody }, config },
    async (request, reply) => {
      const token = identity.resetTokens.unwrap(bearerOf(request.raw) ?? request.body.token ?? "")
      try {
        const { email } = await resetPassword(identity, token, request.body.password)
        reply.header("set-cookie", knownDeviceCookie(identity, email, placeOf(request)))
      } catch (error) {
        const isToken = error instanceof AppError && error.code === "TOKEN_INVALID"
        throw isToken ? new AppError("UNAUTHENTICATED") : error
      }
      return { success: true }
    }
  )

  app.post(
    "/auth/session",
    { schema: { ...schema, body: anyBody }, config },
    async (request, reply) => {
      reply.header("cache-control", "private, no-store")
      const found = identityOf(request.raw)
      if (found === undefined) {
        // Between password and code the SDK stores the challenge as if it were a token.
        const account = await accountOfChallenge(identity, bearerOf(request.raw) ?? "").catch(
          () => {
            throw new AppError("UNAUTHENTICATED")
          }
        )
        return {
          user: { actor_id: "", actor_type: account.user_id === null ? "customer" : "user" },
        }
      }
      const account = await findAccount(identity.pool, { objectId: found.userId })
      const value = await cookieForSession(identity, found.sessionId)
      reply.header("set-cookie", writeCookie(sessionCookie, value, identity.secureCookies))
      return {
        user: {
          actor_id: account?.user_id ?? account?.customer_id ?? "",
          actor_type: account?.user_id == null ? "customer" : "user",
          auth_provider: "emailpass",
        },
      }
    }
  )

  app.delete(
    "/auth/session",
    { schema: { ...schema, body: anyBody }, config },
    async (request, reply) => {
      // The cookie alone will do: a token beside it may have expired.
      const cookie = readCookie(request.raw, sessionCookie)
      const sessionId =
        identityOf(request.raw)?.sessionId ??
        (cookie === undefined ? undefined : await sessionBehind(identity.pool, { cookie }))
      if (sessionId !== undefined) {
        await endSessions(identity, { sessionId }, "signed_out")
      }
      reply.header("set-cookie", writeCookie(sessionCookie, undefined, identity.secureCookies))
      return { success: true }
    }
  )

  app.post(
    "/auth/token/refresh",
    { schema: { ...schema, body: refreshBody }, config },
    async (request, reply) => {
      reply.header("cache-control", "private, no-store")
      const refreshToken = request.body?.refresh_token
      if (refreshToken !== undefined) {
        const issued = await refreshTokens(identity, refreshToken)
        return {
          token: issued.accessToken,
          refresh_token: issued.refreshToken,
          expires_in: issued.expiresIn,
        }
      }
      const token = bearerOf(request.raw)
      const claims = token === undefined ? undefined : identity.tokens.verify(token, Date.now())
      if (identityOf(request.raw) === undefined || claims === undefined) {
        throw new AppError("UNAUTHENTICATED")
      }
      // A bearer alone is no right to a longer life: the new token ends when the old one does.
      return { token: identity.tokens.repeat(claims) }
    }
  )
  done()
}
