import type { FastifyPluginCallbackZod } from "fastify-type-provider-zod"
import { z } from "zod"
import { changeAvatar, removeAvatar } from "../../identity/avatar"
import { ownAccount } from "../../identity/own-account"
import type { V1Context } from "../context"
import { signedIn } from "../plugins/access"
import { formFile, readFileForm } from "../shared/file-form"
import { answers, failure } from "../shared/schemas"
import { editTag } from "./if-match"
import { presentUser } from "../shared/user/presenter"
import { readUser } from "../shared/user/read-user"
import { userAnswer } from "../shared/user/schemas"

const tags = ["Users"]
const config = { access: "manage:own_account" } as const
const mostBytes = 5 * 1024 * 1024

/** /v1/users/avatar: one's own picture. */
export const avatarRoutes: FastifyPluginCallbackZod<{ context: V1Context }> = (
  app,
  { context },
  done
) => {
  const { identity, readModel, mediaBaseUrl } = context

  app.post(
    "/v1/users/avatar",
    {
      schema: {
        tags,
        summary: "Put up one's picture",
        description:
          "JPEG, PNG, WebP or AVIF of 5 MB and 50 megapixels at most. It is made anew as WebP in three sizes, without the file's metadata, in the place of the one before.",
        consumes: ["multipart/form-data"],
        body: z.strictObject({ avatar: formFile }),
        response: answers({
          200: userAnswer,
          401: failure,
          413: failure,
          415: failure,
          422: failure,
          503: failure,
        }),
      },
      config,
      preValidation: readFileForm(mostBytes),
    },
    async (request, reply) => {
      const account = await ownAccount(identity, signedIn(request))
      await changeAvatar(identity, account.id, request.body.avatar)
      const user = await readUser(readModel, signedIn(request).userId)
      reply.header("etag", editTag(user.revision))
      return { success: true, data: { user: presentUser(user, mediaBaseUrl) } }
    }
  )

  app.delete(
    "/v1/users/avatar",
    {
      schema: {
        tags,
        summary: "Take one's picture away",
        response: answers({ 200: userAnswer, 401: failure }),
      },
      config,
    },
    async (request, reply) => {
      const account = await ownAccount(identity, signedIn(request))
      await removeAvatar(identity, account.id)
      const user = await readUser(readModel, signedIn(request).userId)
      reply.header("etag", editTag(user.revision))
      return { success: true, data: { user: presentUser(user, mediaBaseUrl) } }
    }
  )
  done()
}
