import type { FastifyRequest } from "fastify"
import type { FastifyPluginCallbackZod } from "fastify-type-provider-zod"
import { toDataURL } from "qrcode"
import { languageOf } from "../../http/languages"
import { identityOf } from "../../identity/identity"
import { ownAccount } from "../../identity/own-account"
import { placeOf } from "../../identity/place"
import {
  accountOfChallenge,
  answerChallenge,
  disableTwoFactor,
  enableTwoFactor,
  renewRecoveryCodes,
  setUpTwoFactor,
} from "../../identity/two-factor"
import type { V1Context } from "../context"
import { signedIn } from "../plugins/access"
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
  function accountSettingUp(request: FastifyRequest, challengeToken: string | undefined) {
    return identityOf(request.raw) === undefined && challengeToken !== undefined
      ? accountOfChallenge(identity, challengeToken)
      : ownAccount(identity, signedIn(request))
  }

  app.post(
    "/v1/auth/2fa/setup",
    {
      schema: {
        tags,
        summary: "Get a secret for an authenticator app",
        description: "Nothing changes before its first code is given to enable.",
        body: setupBody,
        response: answers({ 200: setupAnswer, 401: failure, 409: failure }),
      },
      config: { access: "public" },
    },
    async (request, reply) => {
      reply.header("cache-control", "private, no-store")
      const account = await accountSettingUp(request, request.body?.challengeToken)
      const setup = await setUpTwoFactor(identity, account)
      return { success: true, data: { ...setup, qrCode: await toDataURL(setup.otpauthUrl) } }
    }
  )

  app.post(
    "/v1/auth/2fa/enable",
    {
      schema: {
        tags,
        summary: "Turn two-factor on by the app's first code",
        description: "Answers the recovery codes, this once.",
        body: enableBody,
        response: answers({ 200: recoveryCodesAnswer, 401: failure, 409: failure, 429: failure }),
      },
      config: { access: "public" },
    },
    async (request, reply) => {
      reply.header("cache-control", "private, no-store")
      const { code, challengeToken } = request.body
      const account = await accountSettingUp(request, challengeToken)
      return {
        success: true,
        data: { recoveryCodes: await enableTwoFactor(identity, account, code) },
      }
    }
  )

  app.post(
    "/v1/auth/2fa/disable",
    {
      schema: {
        tags,
        summary: "Turn two-factor off by a code",
        description: "Ends the other sessions.",
        body: codeBody,
        response: answers({ 200: doneAnswer, 401: failure, 409: failure, 429: failure }),
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
      const completed = await answerChallenge(identity, challengeToken, code, placeOf(request))
      return presentSignIn(context, reply, completed, refreshTokenIn === "cookie")
    }
  )
  done()
}
