import type { FastifyRequest } from "fastify"
import type { FastifyPluginCallbackZod } from "fastify-type-provider-zod"
import { toDataURL } from "qrcode"
import { languageOf } from "../../http/languages"
import { identityOf } from "../../identity/identity"
import { ownAccount } from "../../identity/own-account"
import { placeOf } from "../../identity/place"
import { renewRecoveryCodes } from "../../identity/recovery-codes"
import { disableTwoFactor, enableTwoFactor, setUpTwoFactor } from "../../identity/two-factor"
import { accountOfChallenge, answerChallenge } from "../../identity/two-factor-challenge"
import type { V1Context } from "../context"
import { ownAccountOrChallenge, signedIn } from "../plugins/access"
import { said } from "../shared/messages"
import { answers, failure } from "../shared/schemas"
import { doneAnswer } from "../shared/user/schemas"
import {
  challengeBody,
  codeBody,
  enableBody,
  recoveryCodesAnswer,
  setupAnswer,
  setupBody,
} from "./schemas"
import { sessionAnswer } from "../shared/user/session-schemas"
import { presentSignIn } from "../shared/user/session-answer"

const tags = ["Two-factor authentication"]

/** /v1/auth/2fa: an authenticator app beside the password. */
export const twoFactorRoutes: FastifyPluginCallbackZod<{ context: V1Context }> = (
  app,
  { context },
  done
) => {
  const { identity } = context

  /** Whoever is signed in, or has shown the password of an account that must set one up first. */
  async function settingUp(request: FastifyRequest, challengeToken: string | undefined) {
    if (identityOf(request.raw) === undefined && challengeToken !== undefined) {
      return { account: await accountOfChallenge(identity, challengeToken), sessionId: undefined }
    }
    const { sessionId } = signedIn(request)
    return { account: await ownAccount(identity, signedIn(request)), sessionId }
  }

  app.post(
    "/v1/auth/2fa/setup",
    {
      schema: {
        tags,
        summary: "Get a secret for an authenticator app",
        description:
          "Nothing changes before its first code is given to enable. Where the sign-in is more than a quarter of an hour ago, the password is needed.",
        body: setupBody,
        response: answers({
          200: setupAnswer,
          401: failure,
          409: failure,
          422: failure,
          429: failure,
        }),
      },
      config: { access: ownAccountOrChallenge },
    },
    async (request, reply) => {
      reply.header("cache-control", "private, no-store")
      const { account, sessionId } = await settingUp(request, request.body?.challengeToken)
      const { password } = request.body ?? {}
      const setup = await setUpTwoFactor(
        identity,
        account,
        sessionId === undefined ? "challenge" : { sessionId, password, place: placeOf(request) }
      )
      return { success: true, data: { ...setup, qrCode: await toDataURL(setup.otpauthUrl) } }
    }
  )

  app.post(
    "/v1/auth/2fa/enable",
    {
      schema: {
        tags,
        summary: "Turn two-factor on by the app's first code",
        description: "Answers the recovery codes, this once. Ends the other sessions.",
        body: enableBody,
        response: answers({ 200: recoveryCodesAnswer, 401: failure, 409: failure, 429: failure }),
      },
      config: { access: ownAccountOrChallenge },
    },
    async (request, reply) => {
      reply.header("cache-control", "private, no-store")
      const { code, challengeToken } = request.body
      const { account, sessionId } = await settingUp(request, challengeToken)
      const recoveryCodes = await enableTwoFactor(identity, account, code, sessionId)
      return { success: true, data: { recoveryCodes } }
    }
  )

  app.post(
    "/v1/auth/2fa/disable",
    {
      schema: {
        tags,
        summary: "Turn two-factor off by a code",
        description:
          "Ends the other sessions. A password that is too short without it has to be changed first.",
        body: codeBody,
        response: answers({
          200: doneAnswer,
          401: failure,
          409: failure,
          422: failure,
          429: failure,
        }),
      },
      config: { access: "manage:own_account" },
    },
    async (request) => {
      const { sessionId } = signedIn(request)
      await disableTwoFactor(
        identity,
        await ownAccount(identity, signedIn(request)),
        request.body.code,
        sessionId
      )
      const message = said("twoFactorOff", languageOf(request.headers["accept-language"]))
      return { success: true, message, data: {} }
    }
  )

  app.post(
    "/v1/auth/2fa/recovery-codes",
    {
      schema: {
        tags,
        summary: "Get new recovery codes by a code",
        description: "The earlier ones stop working.",
        body: codeBody,
        response: answers({ 200: recoveryCodesAnswer, 401: failure, 409: failure, 429: failure }),
      },
      config: { access: "manage:own_account" },
    },
    async (request) => {
      const recoveryCodes = await renewRecoveryCodes(
        identity,
        await ownAccount(identity, signedIn(request)),
        request.body.code
      )
      return { success: true, data: { recoveryCodes } }
    }
  )

  app.post(
    "/v1/auth/2fa/challenge",
    {
      schema: {
        tags,
        summary: "Complete a sign-in by a code",
        body: challengeBody,
        response: answers({ 200: sessionAnswer, 401: failure, 429: failure }),
      },
      config: { access: "public" },
    },
    async (request, reply) => {
      reply.header("cache-control", "private, no-store")
      const { challengeToken, code, refreshTokenIn } = request.body
      const place = placeOf(request)
      const completed = await answerChallenge(identity, challengeToken, code, place)
      const asCookie = refreshTokenIn === "cookie"
      return presentSignIn(context, reply, completed, { asCookie, place })
    }
  )
  done()
}
