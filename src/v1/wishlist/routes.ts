import { generateEntityId } from "@medusajs/framework/utils"
import type { FastifyPluginCallbackZod } from "fastify-type-provider-zod"
import { medusaIdOf } from "../../../modules/read-model/postgres/object-ids"
import { addWish, listWishes, removeWish } from "../../../modules/wishlist/store/items"
import { languageOf } from "../../http/languages"
import { ownAccount } from "../../identity/own-account"
import { AppError } from "../../lib/errors"
import { readProductsNow, toProductNow } from "../../workflows/wishlist/product-now"
import type { V1Context } from "../context"
import { signedIn } from "../plugins/access"
import { said } from "../shared/messages"
import { answers, failure } from "../shared/schemas"
import { doneAnswer } from "../shared/user/schemas"
import { presentWish } from "./presenter"
import { wishAnswer, wishBody, wishListAnswer, wishListQuerystring, wishParams } from "./schemas"

const tags = ["Wishlist"]
const config = { access: "create:orders" } as const

/** /v1/wishlist: products that a buyer wants to come back to. */
export const wishlistRoutes: FastifyPluginCallbackZod<{ context: V1Context }> = (
  app,
  { context },
  done
) => {
  const { identity, readModel, settings, mediaBaseUrl } = context
  const { pool } = readModel

  app.get(
    "/v1/wishlist",
    {
      schema: {
        tags,
        summary: "One's own wishlist, the newest first",
        querystring: wishListQuerystring,
        response: answers({ 200: wishListAnswer, 401: failure, 422: failure }),
      },
      config,
    },
    async (request) => {
      const account = await ownAccount(identity, signedIn(request))
      const { page = 1, limit = settings.get("pageSize") } = request.query
      const found = await listWishes(pool, account.id, { skip: (page - 1) * limit, limit })
      const ids = found.items.map(({ product_id }) => product_id)
      const products = await readProductsNow(pool, ids)
      const pages = Math.ceil(found.total / limit)
      return {
        success: true,
        data: {
          wishlist: found.items.map((item) =>
            presentWish(item, products.get(item.product_id), mediaBaseUrl)
          ),
          pagination: {
            page,
            limit,
            total: found.total,
            pages,
            isTotalExact: true,
            nextCursor: null,
          },
        },
      }
    }
  )

  app.post(
    "/v1/wishlist",
    {
      schema: {
        tags,
        summary: "Put a product on the wishlist",
        description:
          "200 where it is on it already. Its owner is told by mail when the price falls below today's, and when it is back in stock, unless they switched mails off in their preferences.",
        body: wishBody,
        response: answers({ 200: wishAnswer, 201: wishAnswer, 401: failure, 422: failure }),
      },
      config,
    },
    async (request, reply) => {
      const account = await ownAccount(identity, signedIn(request))
      const productId = (await medusaIdOf(pool, request.body.productId)) ?? "none"
      const product = (await readProductsNow(pool, [productId])).get(productId)
      if (product?.isPublic !== true) {
        const details = [{ path: "productId", message: "is not a product that is for sale" }]
        throw new AppError("VALIDATION_FAILED", { details })
      }
      const { price, isAvailable } = toProductNow(product)
      const added = await addWish(pool, {
        id: generateEntityId("", "wish"),
        account_id: account.id,
        product_id: productId,
        price,
        isAvailable,
      })
      if (added === undefined) {
        throw new AppError("WISHLIST_FULL")
      }
      await readModel.projectNow("wishlists", [added.item.id])
      const wish = presentWish(added.item, product, mediaBaseUrl)
      return reply.code(added.isNew ? 201 : 200).send({ success: true, data: { wish } })
    }
  )

  app.delete(
    "/v1/wishlist/:id",
    {
      schema: {
        tags,
        summary: "Take a product off the wishlist",
        params: wishParams,
        response: answers({ 200: doneAnswer, 401: failure, 404: failure }),
      },
      config,
    },
    async (request) => {
      const account = await ownAccount(identity, signedIn(request))
      const removed = await removeWish(pool, account.id, request.params.id)
      if (removed === undefined) {
        throw new AppError("WISHLIST_ITEM_NOT_FOUND")
      }
      await readModel.projectNow("wishlists", [removed])
      const message = said("wishRemoved", languageOf(request.headers["accept-language"]))
      return { success: true, message, data: {} }
    }
  )
  done()
}
