import type { FastifyPluginCallbackZod } from "fastify-type-provider-zod"
import { z } from "zod"
import { listSessions, type SessionRow } from "../../../modules/account/store/sessions"
import { languageOf } from "../../http/languages"
import { ownAccount } from "../../identity/own-account"
import { endSessions } from "../../identity/sign-out"
import { AppError } from "../../lib/errors"
import type { V1Context } from "../context"
import { signedIn } from "../plugins/access"
import { said } from "../shared/messages"
import { answers, failure, success } from "../shared/schemas"
import { exportAccount } from "./export"
import { doneAnswer, sessionListAnswer } from "../shared/user/schemas"

const tags = ["Users"]
const config = { access: "manage:own_account" } as const

function presentSession(session: SessionRow, currentId: string) {
  return {
    id: session.id,
    device: session.device,
    address: session.address,
    isCurrent: session.id === currentId,
    createdAt: session.created_at,
    lastUsedAt: session.last_used_at,
    expiresAt: session.expires_at,
  }
}

/** /v1/users/sessions and /v1/users/export: where one is signed in, and all that is kept of one. */
export const sessionRoutes: FastifyPluginCallbackZod<{ context: V1Context }> = (
  app,
  { context },
  done
) => {
  const { identity } = context

  app.get(
    "/v1/users/sessions",
    {
      schema: {
        tags,
        summary: "Where one is signed in",
        response: answers({ 200: sessionListAnswer, 401: failure }),
      },
      config,
    },
    async (request) => {
      const account = await ownAccount(identity, signedIn(request))
      const sessions = await listSessions(identity.pool, account.id)
      const { sessionId } = signedIn(request)
      return {
        success: true,
        data: { sessions: sessions.map((session) => presentSession(session, sessionId)) },
      }
    }
  )

  app.delete(
    "/v1/users/sessions",
    {
      schema: {
        tags,
        summary: "Sign out everywhere else",
        response: answers({ 200: doneAnswer, 401: failure }),
      },
      config,
    },
    async (request) => {
      const account = await ownAccount(identity, signedIn(request))
      const except = signedIn(request).sessionId
      await endSessions(identity, { accountId: account.id, except }, "signed_out_elsewhere")
      const message = said("sessionEnded", languageOf(request.headers["accept-language"]))
      return { success: true, message, data: {} }
    }
  )

  app.delete(
    "/v1/users/sessions/:id",
    {
      schema: {
        tags,
        summary: "End one of one's sessions",
        params: z.object({ id: z.string().max(200) }),
        response: answers({ 200: doneAnswer, 401: failure, 404: failure }),
      },
      config,
    },
    async (request) => {
      const account = await ownAccount(identity, signedIn(request))
      const of = { sessionId: request.params.id, accountId: account.id }
      const ended = await endSessions(identity, of, "signed_out_elsewhere")
      if (ended.length === 0) {
        throw new AppError("SESSION_NOT_FOUND")
      }
      const message = said("sessionEnded", languageOf(request.headers["accept-language"]))
      return { success: true, message, data: {} }
    }
  )

  app.get(
    "/v1/users/export",
    {
      schema: {
        tags,
        summary: "All that is kept of one, as JSON",
        response: answers({
          200: success(z.object({ export: z.record(z.string(), z.unknown()) })),
          401: failure,
        }),
      },
      config,
    },
    async (request, reply) => {
      reply.header("content-disposition", 'attachment; filename="txova-export.json"')
      return { success: true, data: { export: await exportAccount(context, signedIn(request)) } }
    }
  )
  done()
}
