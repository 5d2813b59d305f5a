import type { FastifyPluginCallbackZod } from "fastify-type-provider-zod"
import type { AccountRow } from "../../modules/account/store/accounts"
import { allowFirstCodes } from "../../modules/account/store/session-facts"
import { knownDeviceCookie } from "../identity/device-cookie"
import { ownAccount } from "../identity/own-account"
import { placeOf } from "../identity/place"
import {
  firstCodesMinutes,
  firstRecoveryCodes,
  renewRecoveryCodes,
} from "../identity/recovery-codes"
import {
  cancelTwoFactorSetup,
  disableTwoFactor,
  enableTwoFactor,
  setUpTwoFactor,
} from "../identity/two-factor"
import { answerChallenge } from "../identity/two-factor-challenge"
import { AppError } from "../lib/errors"
import { signedIn } from "../v1/plugins/access"
import type { V1Context } from "../v1/context"
import { codeBody, factorBody, idParams, optionalCodeBody } from "./schemas"

const schema = { hide: true }
const config = { access: "manage:own_account" } as const

function factorOf(account: AccountRow) {
  const status = account.two_factor_enabled ? "enabled" : "pending"
  return { id: `totp_${account.id}`, provider: "totp", label: "TOTP", status }
}

/** Medusa's paths of two-factor authentication, which the dashboard's profile and sign-in pages use. */
export const medusaFactorRoutes: FastifyPluginCallbackZod<{ context: V1Context }> = (
  app,
  { context },
  done
) => {
  const { identity } = context

  app.post(
    "/auth/mfa/challenges/:id/verify",
    { schema: { ...schema, params: idParams, body: codeBody }, config: { access: "public" } },
    async (request, reply) => {
      reply.header("cache-control", "private, no-store")
      const { id } = request.params
      const place = placeOf(request)
      const completed = await answerChallenge(identity, id, request.body.code, place)
      reply.header("set-cookie", knownDeviceCookie(identity, completed.account.email, place))
      return {
        token: completed.accessToken,
        refresh_token: completed.refreshToken,
        expires_in: completed.expiresIn,
      }
    }
  )

  app.get("/auth/mfa/factors", { schema, config }, async (request) => {
    const account = await ownAccount(identity, signedIn(request))
    const has = account.two_factor_enabled || account.two_factor_pending_secret !== null
    return { mfa_factors: has ? [factorOf(account)] : [] }
  })

  app.post(
    "/auth/mfa/factors",
    { schema: { ...schema, body: factorBody }, config },
    async (request) => {
      const account = await ownAccount(identity, signedIn(request))
      const { secret, otpauthUrl } = await setUpTwoFactor(identity, account, {
        sessionId: signedIn(request).sessionId,
        password: request.body?.password,
        place: placeOf(request),
      })
      return { mfa_factor: factorOf(account), secret, otpauth_url: otpauthUrl }
    }
  )

  app.post(
    "/auth/mfa/factors/:id/verify",
    { schema: { ...schema, params: idParams, body: codeBody }, config },
    async (request) => {
      const account = await ownAccount(identity, signedIn(request))
      const { sessionId } = signedIn(request)
      await enableTwoFactor(identity, account, request.body.code, sessionId)
      // The dashboard asks for the recovery codes in a request of its own.
      await allowFirstCodes(identity.pool, sessionId, firstCodesMinutes)
      return { mfa_factor: { ...factorOf(account), status: "enabled" } }
    }
  )

  app.delete(
    "/auth/mfa/factors/:id",
    { schema: { ...schema, params: idParams, body: optionalCodeBody }, config },
    async (request) => {
      const account = await ownAccount(identity, signedIn(request))
      if (!account.two_factor_enabled) {
        await cancelTwoFactorSetup(identity, account)
        return { id: request.params.id, object: "mfa_factor", deleted: true }
      }
      const code = request.body?.code
      if (code === undefined || code === "") {
        // The words by which the dashboard knows to ask for a code.
        throw new AppError("MFA_CODE_REQUIRED")
      }
      await disableTwoFactor(identity, account, code, signedIn(request).sessionId)
      return { id: request.params.id, object: "mfa_factor", deleted: true }
    }
  )

  app.post(
    "/auth/mfa/recovery-codes",
    { schema: { ...schema, body: optionalCodeBody }, config },
    async (request, reply) => {
      reply.header("cache-control", "private, no-store")
      const account = await ownAccount(identity, signedIn(request))
      const code = request.body?.code
      return {
        recovery_codes: await (code === undefined
          ? firstRecoveryCodes(identity, account, signedIn(request).sessionId)
          : renewRecoveryCodes(identity, account, code)),
      }
    }
  )
  done()
}
