import type { FastifyPluginCallbackZod } from "fastify-type-provider-zod"
import { sessionBehind } from "../../../modules/account/store/session-facts"
import { languageOf } from "../../http/languages"
import { identityOf } from "../../identity/identity"
import { placeOf } from "../../identity/place"
import { refreshTokens } from "../../identity/refresh"
import { register } from "../../identity/register"
import { readCookie, refreshCookie, writeCookie } from "../../identity/session-cookie"
import { signIn } from "../../identity/sign-in"
import { endSessions } from "../../identity/sign-out"
import { AppError } from "../../lib/errors"
import { objectIdOf } from "../../lib/object-id"
import type { V1Context } from "../context"
import { said } from "../shared/messages"
import { answers, failure } from "../shared/schemas"
import { doneAnswer } from "../shared/user/schemas"
import {
  loginAnswer,
  loginBody,
  refreshAnswer,
  refreshBody,
  registerAnswer,
  registerBody,
} from "./schemas"
import { presentSignIn, presentTokens } from "../shared/user/session-answer"

const tags = ["Authentication"]

/** /v1/auth: registering, signing in and out, and keeping a session. */
export const authRoutes: FastifyPluginCallbackZod<{ context: V1Context }> = (
  app,
  { context },
  done
) => {
  const { identity } = context

  app.post(
    "/v1/auth/register",
    {
      schema: {
        tags,
        summary: "Register",
        description: "Answers alike whether or not the e-mail is known; its owner gets a mail.",
        body: registerBody,
        response: answers({ 201: registerAnswer, 422: failure, 429: failure }),
      },
      config: { access: "public" },
    },
    async (request, reply) => {
      const { firstName, lastName, email, phone = null, password } = request.body
      const language = languageOf(request.headers["accept-language"])
      const id = await register(identity, {
        email,
        password,
        firstName,
        lastName,
        phone,
        language,
        acceptedTerms: true,
      })
      const user = { firstName, lastName, email, role: "buyer" as const, isEmailVerified: false }
      return reply.code(201).send({
        success: true,
        message: said("registered", language),
        data: { user: { id: objectIdOf(id), ...user } },
      })
    }
  )

  app.post(
    "/v1/auth/login",
    {
      schema: {
        tags,
        summary: "Sign in",
        body: loginBody,
        response: answers({ 200: loginAnswer, 401: failure, 403: failure, 429: failure }),
      },
      config: { access: "public" },
    },
    async (request, reply) => {
      reply.header("cache-control", "private, no-store")
      const { email, password, refreshTokenIn } = request.body
      const place = placeOf(request)
      const done = await signIn(identity, { email, password }, place)
      return presentSignIn(context, reply, done, { asCookie: refreshTokenIn === "cookie", place })
    }
  )

  app.post(
    "/v1/auth/refresh",
    {
      schema: {
        tags,
        summary: "Trade a refresh token for new tokens",
        description: "Each works once; using one again ends its session.",
        body: refreshBody,
        response: answers({ 200: refreshAnswer, 401: failure, 409: failure }),
      },
      config: { access: "public" },
    },
    async (request, reply) => {
      reply.header("cache-control", "private, no-store")
      const given = request.body?.refreshToken
      const token = given ?? readCookie(request.raw, refreshCookie)
      if (token === undefined) {
        throw new AppError("REFRESH_TOKEN_INVALID")
      }
      const issued = await refreshTokens(identity, token)
      return {
        success: true,
        data: presentTokens(context, reply, issued, given === undefined),
      }
    }
  )

  app.post(
    "/v1/auth/logout",
    {
      schema: {
        tags,
        summary: "Sign out",
        description:
          "Ends the session of the access token, or else of the refresh token in the body or the cookie: all its tokens are dead at once.",
        body: refreshBody,
        response: answers({ 200: doneAnswer, 401: failure }),
      },
      config: { access: "public" },
    },
    async (request, reply) => {
      reply.header("cache-control", "private, no-store")
      const refreshToken = request.body?.refreshToken ?? readCookie(request.raw, refreshCookie)
      const sessionId =
        identityOf(request.raw)?.sessionId ??
        (refreshToken === undefined
          ? undefined
          : await sessionBehind(identity.pool, { refreshToken }))
      if (sessionId === undefined) {
        throw new AppError("UNAUTHENTICATED", { headers: { "WWW-Authenticate": "Bearer" } })
      }
      await endSessions(identity, { sessionId }, "signed_out")
      reply.header("set-cookie", writeCookie(refreshCookie, undefined, identity.secureCookies))
      return {
        success: true,
        message: said("signedOut", languageOf(request.headers["accept-language"])),
        data: {},
      }
    }
  )
  done()
}
