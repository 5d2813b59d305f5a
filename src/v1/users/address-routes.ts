import type { FastifyPluginCallbackZod } from "fastify-type-provider-zod"
import { z } from "zod"
import { languageOf } from "../../http/languages"
import { addAddress, changeAddress, deleteAddress } from "../../identity/addresses"
import { ownAccount } from "../../identity/own-account"
import { AppError } from "../../lib/errors"
import type { V1Context } from "../context"
import { signedIn } from "../plugins/access"
import { said } from "../shared/messages"
import { answers, failure } from "../shared/schemas"
import { presentAddress } from "../shared/user/presenter"
import { readUser } from "../shared/user/read-user"
import {
  addressAnswer,
  addressBody,
  addressChange,
  addressListAnswer,
  doneAnswer,
} from "../shared/user/schemas"

const tags = ["Users"]
const config = { access: "manage:own_account" } as const
/** What is no id is nobody's: not found, as another's is. */
const params = z.object({ id: z.string().max(200) })

/** /v1/users/addresses: where one's orders go. */
export const addressRoutes: FastifyPluginCallbackZod<{ context: V1Context }> = (
  app,
  { context },
  done
) => {
  const { identity, readModel } = context

  async function addressesOf(userId: string) {
    return (await readUser(readModel, userId)).addresses.map(presentAddress)
  }

  async function addressOf(userId: string, id: string) {
    const address = (await addressesOf(userId)).find((entry) => entry.id === id)
    if (address === undefined) {
      throw new AppError("ADDRESS_NOT_FOUND")
    }
    return address
  }

  app.get(
    "/v1/users/addresses",
    {
      schema: {
        tags,
        summary: "One's own addresses",
        response: answers({ 200: addressListAnswer, 401: failure }),
      },
      config,
    },
    async (request) => ({
      success: true,
      data: { addresses: await addressesOf(signedIn(request).userId) },
    })
  )

  app.post(
    "/v1/users/addresses",
    {
      schema: {
        tags,
        summary: "Add an address",
        body: addressBody,
        response: answers({ 201: addressAnswer, 401: failure, 422: failure }),
      },
      config,
    },
    async (request, reply) => {
      const { userId } = signedIn(request)
      const account = await ownAccount(identity, signedIn(request))
      const id = await addAddress(identity, account, request.body)
      return reply.code(201).send({ success: true, data: { address: await addressOf(userId, id) } })
    }
  )

  app.put(
    "/v1/users/addresses/:id",
    {
      schema: {
        tags,
        summary: "Change an address",
        params,
        body: addressChange,
        response: answers({ 200: addressAnswer, 401: failure, 404: failure, 422: failure }),
      },
      config,
    },
    async (request) => {
      const { userId } = signedIn(request)
      const account = await ownAccount(identity, signedIn(request))
      await changeAddress(identity, account, request.params.id, request.body)
      return { success: true, data: { address: await addressOf(userId, request.params.id) } }
    }
  )

  app.delete(
    "/v1/users/addresses/:id",
    {
      schema: {
        tags,
        summary: "Delete an address",
        params,
        response: answers({ 200: doneAnswer, 401: failure, 404: failure }),
      },
      config,
    },
    async (request) => {
      const account = await ownAccount(identity, signedIn(request))
      await deleteAddress(identity, account, request.params.id)
      const message = said("addressDeleted", languageOf(request.headers["accept-language"]))
      return { success: true, message, data: {} }
    }
  )
  done()
}
