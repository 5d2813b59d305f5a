import type { FastifyPluginCallbackZod } from "fastify-type-provider-zod"
import { z } from "zod"
import { keepsRefreshInCookie } from "../../../modules/account/store/session-facts"
import { languageOf } from "../../http/languages"
import { closeAccount } from "../../identity/close-account"
import { completeSignIn } from "../../identity/sign-in"
import { ownAccount } from "../../identity/own-account"
import { changePassword } from "../../identity/passwords"
import { sendPhoneCode, verifyPhone } from "../../identity/phone"
import { placeOf } from "../../identity/place"
import { changeProfile } from "../../identity/profile"
import { sessionAnswer } from "../shared/user/session-schemas"
import { presentSignIn } from "../shared/user/session-answer"
import type { V1Context } from "../context"
import { signedIn } from "../plugins/access"
import { said } from "../shared/messages"
import { answers, failure } from "../shared/schemas"
import { editTag, revisionOf } from "./if-match"
import { presentUser } from "../shared/user/presenter"
import { readUser } from "../shared/user/read-user"
import { doneAnswer, profileBody, typedPassword, userAnswer } from "../shared/user/schemas"

const tags = ["Users"]
const config = { access: "manage:own_account" } as const

const passwordBody = z
  .strictObject({
    currentPassword: typedPassword,
    newPassword: typedPassword,
    confirmPassword: typedPassword.optional(),
  })
  .refine(
    (body) => body.confirmPassword === undefined || body.newPassword === body.confirmPassword,
    { path: ["confirmPassword"], error: "is not the same as newPassword" }
  )

/** /v1/users: one's own account. */
export const userRoutes: FastifyPluginCallbackZod<{ context: V1Context }> = (
  app,
  { context },
  done
) => {
  const { identity, readModel, mediaBaseUrl } = context

  app.get(
    "/v1/users/profile",
    {
      schema: {
        tags,
        summary: "One's own profile",
        description: "The entity tag is good for If-Match.",
        response: answers({ 200: userAnswer, 401: failure }),
      },
      config,
    },
    async (request, reply) => {
      const user = await readUser(readModel, signedIn(request).userId)
      reply.header("etag", editTag(user.revision))
      return { success: true, data: { user: presentUser(user, mediaBaseUrl) } }
    }
  )

  app.put(
    "/v1/users/profile",
    {
      schema: {
        tags,
        summary: "Change one's own profile",
        description: "What is left out stays. With If-Match an edit made meanwhile is not undone.",
        body: profileBody,
        response: answers({ 200: userAnswer, 401: failure, 412: failure, 422: failure }),
      },
      config,
    },
    async (request, reply) => {
      const { userId } = signedIn(request)
      const account = await ownAccount(identity, signedIn(request))
      await changeProfile(identity, account, request.body, revisionOf(request))
      const user = await readUser(readModel, userId)
      reply.header("etag", editTag(user.revision))
      return { success: true, data: { user: presentUser(user, mediaBaseUrl) } }
    }
  )

  app.put(
    "/v1/users/password",
    {
      schema: {
        tags,
        summary: "Change one's password",
        description:
          "Every session ends; the answer begins a new one, whose refresh token rides where this one's does.",
        body: passwordBody,
        response: answers({
          200: sessionAnswer,
          401: failure,
          422: failure,
          429: failure,
          503: failure,
        }),
      },
      config,
    },
    async (request, reply) => {
      const { currentPassword, newPassword } = request.body
      const { sessionId } = signedIn(request)
      const account = await ownAccount(identity, signedIn(request))
      const asCookie = await keepsRefreshInCookie(identity.pool, sessionId)
      const place = placeOf(request)
      const passwords = { current: currentPassword, next: newPassword }
      const changed = await changePassword(identity, account, passwords, { place, sessionId })
      const session = await completeSignIn(identity, changed, place)
      return presentSignIn(context, reply, session, { asCookie, place })
    }
  )

  app.post(
    "/v1/users/phone/code",
    {
      schema: {
        tags,
        summary: "Send a code to the profile's phone",
        response: answers({ 202: doneAnswer, 401: failure, 422: failure, 429: failure }),
      },
      config,
    },
    async (request, reply) => {
      await sendPhoneCode(identity, await ownAccount(identity, signedIn(request)), placeOf(request))
      const message = said("codeSent", languageOf(request.headers["accept-language"]))
      return reply.code(202).send({ success: true, message, data: {} })
    }
  )

  app.post(
    "/v1/users/phone/verify",
    {
      schema: {
        tags,
        summary: "Verify the profile's phone by its code",
        body: z.strictObject({ code: z.string().regex(/^\d{6}$/, "must be six digits") }),
        response: answers({ 200: doneAnswer, 401: failure, 422: failure }),
      },
      config,
    },
    async (request) => {
      const account = await ownAccount(identity, signedIn(request))
      await verifyPhone(identity, account, request.body.code)
      const message = said("phoneVerified", languageOf(request.headers["accept-language"]))
      return { success: true, message, data: {} }
    }
  )

  app.delete(
    "/v1/users/profile",
    {
      schema: {
        tags,
        summary: "Close one's account",
        description: "It is anonymised and every session ends; orders are kept.",
        body: z.strictObject({ password: typedPassword, code: z.string().max(30).optional() }),
        response: answers({ 200: doneAnswer, 401: failure, 409: failure, 429: failure }),
      },
      config,
    },
    async (request) => {
      const account = await ownAccount(identity, signedIn(request))
      const { sessionId } = signedIn(request)
      await closeAccount(identity, account, request.body, { place: placeOf(request), sessionId })
      const message = said("accountClosed", languageOf(request.headers["accept-language"]))
      return { success: true, message, data: {} }
    }
  )
  done()
}
