import type { FastifyReply } from "fastify"
import type { FastifyPluginCallbackZod } from "fastify-type-provider-zod"
import {
  changeCart,
  readCart,
  type CartAnswer,
  type CartEdit,
} from "../../workflows/cart/change-cart"
import { addCoupon, removeCoupon } from "../../workflows/cart/coupons"
import {
  addItem,
  clearDraft,
  removeItem,
  setQuantity,
  wantedOffer,
} from "../../workflows/cart/draft"
import type { CartOwner } from "../../workflows/cart/holders"
import type { V1Context } from "../context"
import { answers, failure } from "../shared/schemas"
import { cartOwnerOf } from "./buyer"
import { presentCart } from "./presenter"
import { cartAnswer, couponBody, itemBody, itemParams, quantityBody } from "./schemas"

const shared = {
  tags: ["Cart"],
  // A buyer's token, a guest's session, or both: then the guest's cart goes into the buyer's.
  security: [{ bearer: [] }, { guestSession: [] }] as Record<string, string[]>[],
}
const config = { access: "public" } as const

/** /v1/cart: of a buyer or of a guest. */
export const cartRoutes: FastifyPluginCallbackZod<{ context: V1Context }> = (
  app,
  { context },
  done
) => {
  const { container, readModel, settings, mediaBaseUrl } = context
  const expiresAfterDays = () => settings.get("cartExpiresAfterDays")
  const carts = { container, readModel, expiresAfterDays }

  app.addHook("onRequest", (_request, reply: FastifyReply, next) => {
    reply.header("cache-control", "private, no-store")
    next()
  })

  const presented = (answer: CartAnswer) => ({
    success: true,
    data: {
      cart: presentCart(answer, { mediaBaseUrl, expiresAfterDays: expiresAfterDays() }),
    },
  })
  const change = async (owner: CartOwner, edit: CartEdit) =>
    presented(await changeCart(carts, owner, edit))

  app.get(
    "/v1/cart",
    {
      schema: {
        ...shared,
        summary: "One's own cart",
        description:
          "Prices, stock and sellers are those of this moment; `changes` says what is different.",
        response: answers({ 200: cartAnswer, 401: failure, 422: failure }),
      },
      config,
    },
    async (request) => presented(await readCart(carts, cartOwnerOf(request)))
  )

  app.post(
    "/v1/cart/items",
    {
      schema: {
        ...shared,
        summary: "Put something into the cart",
        description: "More of what is in it already is added to its line.",
        body: itemBody,
        response: answers({ 201: cartAnswer, 401: failure, 422: failure }),
      },
      config,
    },
    async (request, reply) => {
      const { productId, variantId, quantity } = request.body
      const answer = await change(cartOwnerOf(request), {
        wanted: { productId, ...(variantId === undefined ? {} : { variantId }) },
        apply: (draft, state) => {
          addItem(draft, wantedOffer(state, variantId), quantity)
        },
      })
      return reply.code(201).send(answer)
    }
  )

  app.put(
    "/v1/cart/items/:id",
    {
      schema: {
        ...shared,
        summary: "Change how much of something is in the cart",
        params: itemParams,
        body: quantityBody,
        response: answers({ 200: cartAnswer, 401: failure, 404: failure, 422: failure }),
      },
      config,
    },
    async (request) =>
      change(cartOwnerOf(request), {
        apply: (draft) => {
          setQuantity(draft, request.params.id, request.body.quantity)
        },
      })
  )

  app.delete(
    "/v1/cart/items/:id",
    {
      schema: {
        ...shared,
        summary: "Take something out of the cart",
        params: itemParams,
        response: answers({ 200: cartAnswer, 401: failure, 404: failure }),
      },
      config,
    },
    async (request) =>
      change(cartOwnerOf(request), {
        apply: (draft) => {
          removeItem(draft, request.params.id)
        },
      })
  )

  app.delete(
    "/v1/cart",
    {
      schema: {
        ...shared,
        summary: "Empty the cart",
        response: answers({ 200: cartAnswer, 401: failure }),
      },
      config,
    },
    async (request) => change(cartOwnerOf(request), { apply: clearDraft })
  )

  app.post(
    "/v1/cart/coupons",
    {
      schema: {
        ...shared,
        summary: "Use a coupon",
        body: couponBody,
        response: answers({ 200: cartAnswer, 401: failure, 422: failure }),
      },
      config,
    },
    async (request) => change(cartOwnerOf(request), addCoupon(request.body.code))
  )

  app.delete(
    "/v1/cart/coupons",
    {
      schema: {
        ...shared,
        summary: "Take a coupon off",
        body: couponBody,
        response: answers({ 200: cartAnswer, 401: failure, 422: failure }),
      },
      config,
    },
    async (request) => change(cartOwnerOf(request), removeCoupon(request.body.code))
  )
  done()
}
