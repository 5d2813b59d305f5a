import type { FastifyPluginCallbackZod } from "fastify-type-provider-zod"
import { checkPassword } from "../../../modules/account/rules/password"
import { passwordStrength } from "../../../modules/account/rules/password-strength"
import { languageOf } from "../../http/languages"
import { knownDeviceCookie } from "../../identity/device-cookie"
import { resendVerification, verifyEmail } from "../../identity/email-verification"
import { forgetPassword, resetPassword } from "../../identity/passwords"
import { placeOf } from "../../identity/place"
import type { V1Context } from "../context"
import { said } from "../shared/messages"
import { answers, failure } from "../shared/schemas"
import { presentUser } from "../shared/user/presenter"
import { readUser } from "../shared/user/read-user"
import { doneAnswer, userAnswer } from "../shared/user/schemas"
import { emailBody, resetBody, strengthAnswer, strengthBody, tokenBody } from "./schemas"

const tags = ["Authentication"]

/** /v1/auth: what a mail's link is for, and what a new password is worth. */
export const passwordRoutes: FastifyPluginCallbackZod<{ context: V1Context }> = (
  app,
  { context },
  done
) => {
  const { identity } = context
  const config = { access: "public" } as const

  app.post(
    "/v1/auth/forgot-password",
    {
      schema: {
        tags,
        summary: "Ask for a mail to set a new password",
        body: emailBody,
        response: answers({ 202: doneAnswer, 422: failure, 429: failure }),
      },
      config,
    },
    (request, reply) => {
      forgetPassword(identity, request.body.email)
      const message = said("mailIfKnown", languageOf(request.headers["accept-language"]))
      return reply.code(202).send({ success: true, message, data: {} })
    }
  )

  app.post(
    "/v1/auth/reset-password",
    {
      schema: {
        tags,
        summary: "Set a new password by the token of a mail",
        description: "Ends every session of the account.",
        body: resetBody,
        response: answers({ 200: doneAnswer, 422: failure, 503: failure }),
      },
      config,
    },
    async (request, reply) => {
      const token = identity.resetTokens.unwrap(request.body.token)
      const { email } = await resetPassword(identity, token, request.body.password)
      // The mailbox has proved the device: no stranger's guesses keep it from signing in.
      reply.header("set-cookie", knownDeviceCookie(identity, email, placeOf(request)))
      const message = said("passwordChanged", languageOf(request.headers["accept-language"]))
      return { success: true, message, data: {} }
    }
  )

  app.post(
    "/v1/auth/verify-email",
    {
      schema: {
        tags,
        summary: "Verify an e-mail by the token of a mail",
        body: tokenBody,
        response: answers({ 200: userAnswer, 422: failure }),
      },
      config,
    },
    async (request, reply) => {
      reply.header("cache-control", "private, no-store")
      const account = await verifyEmail(identity, request.body.token)
      const user = await readUser(context.readModel, account.object_id)
      return {
        success: true,
        message: said("emailVerified", languageOf(request.headers["accept-language"])),
        data: { user: presentUser(user, context.mediaBaseUrl) },
      }
    }
  )

  app.post(
    "/v1/auth/resend-verification",
    {
      schema: {
        tags,
        summary: "Ask for the mail of verification again",
        body: emailBody,
        response: answers({ 202: doneAnswer, 422: failure, 429: failure }),
      },
      config,
    },
    (request, reply) => {
      resendVerification(identity, request.body.email)
      const message = said("mailIfKnown", languageOf(request.headers["accept-language"]))
      return reply.code(202).send({ success: true, message, data: {} })
    }
  )

  app.post(
    "/v1/auth/password-strength",
    {
      schema: {
        tags,
        summary: "How strong a new password is",
        description: "Nothing of it is kept.",
        body: strengthBody,
        response: answers({ 200: strengthAnswer, 422: failure }),
      },
      config,
    },
    (request, reply) => {
      reply.header("cache-control", "private, no-store")
      const { password, inputs = [] } = request.body
      const language = languageOf(request.headers["accept-language"])
      const checked = checkPassword(password, { twoFactor: false, context: inputs })
      const { score, warning = null, suggestions } = passwordStrength(password, inputs, language)
      return {
        success: true,
        data: {
          score,
          isAcceptable: checked.ok,
          problems: checked.ok ? [] : checked.reasons,
          warning,
          suggestions,
        },
      }
    }
  )
  done()
}
