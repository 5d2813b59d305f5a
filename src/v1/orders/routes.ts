import type { FastifyPluginCallbackZod } from "fastify-type-provider-zod"
import { findGroupOfOrder } from "../../../modules/order-group/store/groups"
import type { OrderDocument } from "../../../modules/read-model/collections/orders/document"
import { languageOf } from "../../http/languages"
import { ownAccount } from "../../identity/own-account"
import { AppError } from "../../lib/errors"
import { objectIdOf } from "../../lib/object-id"
import { cancelOrders, productsOf } from "../../payments/cancel-orders"
import { paymentMethods, type PaymentMethod } from "../../workflows/checkout/payment-methods"
import { placeOrders } from "../../workflows/checkout/place-orders"
import { prepareCart } from "../../workflows/checkout/prepare-cart"
import type { V1Context } from "../context"
import { signedIn } from "../plugins/access"
import { requestKeyOf } from "../plugins/idempotency"
import { toObjectIds } from "../shared/object-ids"
import { readModelAnswer } from "../shared/read-model-answer"
import { answers, failure } from "../shared/schemas"
import { toOrderAddress } from "./address"
import { presentOrder, timelineOf } from "./presenter"
import { readOrder, readOrderNow, readOrdersNow } from "../shared/order/read-order"
import {
  cancelBody,
  orderAnswer,
  orderBody,
  orderListAnswer,
  orderParams,
  orderQuery,
  placedAnswer,
  trackingAnswer,
} from "./schemas"

const tags = ["Orders"]

function methodOf(contractName: string): PaymentMethod {
  const methods = Object.keys(paymentMethods) as PaymentMethod[]
  return methods.find((name) => paymentMethods[name].contractName === contractName) ?? "mpesa"
}

/** /v1/orders: placing, reading and cancelling one's orders. */
export const orderRoutes: FastifyPluginCallbackZod<{ context: V1Context }> = (
  app,
  { context },
  done
) => {
  const { container, identity, payments, readModel, settings } = context

  app.post(
    "/v1/orders",
    {
      schema: {
        tags,
        summary: "Order",
        description:
          "One order a seller, paid together: POST /v1/payments/create-intent comes next. " +
          "Prices are those of this moment; one that differs from the cart's is refused.",
        body: orderBody,
        response: answers({
          201: placedAnswer,
          401: failure,
          403: failure,
          404: failure,
          409: failure,
          422: failure,
        }),
      },
      config: { access: "create:orders", idempotent: true },
    },
    async (request, reply) => {
      const { body } = request
      const account = await ownAccount(identity, signedIn(request))
      if (account.customer_id === null) {
        throw new AppError("FORBIDDEN")
      }
      const sellers = await sellersOf(body.deliveries ?? [])
      const cartId = await prepareCart(
        { container, readModel, cartExpiresAfterDays: settings.get("cartExpiresAfterDays") },
        {
          buyer: {
            userId: signedIn(request).userId,
            customerId: account.customer_id,
            email: account.email,
          },
          requestId: requestKeyOf(request),
          items: body.items,
          cartId: body.cartId,
          couponCode: body.couponCode,
          shippingAddress: body.shippingAddress && toOrderAddress(body.shippingAddress),
          billingAddress: body.billingAddress && toOrderAddress(body.billingAddress),
          place: { ...body.shippingAddress?.coordinates, city: body.shippingAddress?.city ?? null },
          deliveryMethod: body.deliveryMethod,
          deliveries: sellers,
        }
      )
      const { group } = await placeOrders(container, {
        cartId,
        method: methodOf(body.paymentMethod),
        language: languageOf(request.headers["accept-language"]),
        expiresAfterMinutes: settings.get("unpaidExpiresAfterMinutes"),
        notes: body.notes,
      })
      const ids = group.orders.map(({ id }) => id)
      await readModel.projectNow("orders", ids)
      await readModel.projectNow("payments", ids)
      await readModel.projectNow("products", await productsOf(readModel.pool, ids))
      const placed = (await readOrdersNow(readModel, ids)).map((order) =>
        presentOrder(order, "buyer")
      )
      return reply.code(201).send({
        success: true,
        data: {
          order: placed[0],
          orders: placed,
          orderGroupId: objectIdOf(group.id),
          total: group.total,
          expiresAt: group.expiresAt,
        },
      })
    }
  )

  async function sellersOf(
    deliveries: readonly {
      sellerId: string
      deliveryMethod: "pickup" | "local_delivery" | "shipping"
    }[]
  ) {
    const { rows } = await readModel.pool.query<{ object_id: string; medusa_id: string }>(
      "SELECT object_id, medusa_id FROM object_id_map WHERE object_id = ANY($1::text[])",
      [deliveries.map(({ sellerId }) => sellerId.toLowerCase())]
    )
    const ids = new Map(rows.map((row) => [row.object_id, row.medusa_id]))
    return new Map(
      deliveries.flatMap(({ sellerId, deliveryMethod: method }) => {
        const id = ids.get(sellerId.toLowerCase())
        return id === undefined ? [] : [[id, method] as const]
      })
    )
  }

  app.get(
    "/v1/orders",
    {
      schema: {
        tags,
        summary: "One's own orders, the newest first",
        querystring: orderQuery,
        response: answers({ 200: orderListAnswer, 401: failure, 422: failure, 503: failure }),
      },
      config: { access: "read:own_orders" },
    },
    async (request) => {
      const { page = 1, limit = settings.get("pageSize"), status } = request.query
      const filter = {
        userId: { $in: toObjectIds([signedIn(request).userId]) },
        deletedAt: { $exists: false },
        ...(status === undefined ? {} : { status: { $in: [status] } }),
      }
      const collection = readModel.collection("orders")
      const [found, total] = await readModelAnswer(() =>
        Promise.all([
          collection
            .find<OrderDocument>(filter)
            .sort({ createdAt: -1, _id: -1 })
            .skip((page - 1) * limit)
            .limit(limit)
            .toArray(),
          collection.countDocuments(filter),
        ])
      )
      return {
        success: true,
        data: {
          orders: found.map((order) => presentOrder(order, "buyer")),
          pagination: {
            page,
            limit,
            total,
            pages: Math.ceil(total / limit),
            isTotalExact: true,
            nextCursor: null,
          },
        },
      }
    }
  )

  app.get(
    "/v1/orders/:id",
    {
      schema: {
        tags,
        summary: "An order",
        params: orderParams,
        response: answers({ 200: orderAnswer, 401: failure, 404: failure }),
      },
      config: { access: "manage:own_account" },
    },
    async (request) => {
      const { order, audience } = await readOrder(readModel, request.params.id, signedIn(request))
      return { success: true, data: { order: presentOrder(order, audience) } }
    }
  )

  app.put(
    "/v1/orders/:id/cancel",
    {
      schema: {
        tags,
        summary: "Cancel an order that was not sent",
        description: "Its stock is given back, and what was paid is refunded.",
        params: orderParams,
        body: cancelBody.nullish(),
        response: answers({ 200: orderAnswer, 401: failure, 404: failure, 409: failure }),
      },
      config: { access: "manage:own_account" },
    },
    async (request) => {
      const { order, audience } = await readOrder(readModel, request.params.id, signedIn(request))
      const group = await findGroupOfOrder(readModel.pool, order.medusaId)
      if (group === undefined || audience === "support") {
        throw new AppError("ORDER_NOT_FOUND")
      }
      await cancelOrders(payments, {
        groupId: group.id,
        orderId: order.medusaId,
        by: signedIn(request).userId,
        reason: request.body?.reason ?? "",
      })
      const now = (await readOrderNow(readModel, order.medusaId)) ?? order
      return { success: true, data: { order: presentOrder(now, audience) } }
    }
  )

  app.get(
    "/v1/orders/:id/tracking",
    {
      schema: {
        tags,
        summary: "Where an order is",
        params: orderParams,
        response: answers({ 200: trackingAnswer, 401: failure, 404: failure }),
      },
      config: { access: "manage:own_account" },
    },
    async (request) => {
      const { order } = await readOrder(readModel, request.params.id, signedIn(request))
      const { orderNumber, status, trackingNumber, trackingUrl, estimatedDelivery } = order
      const timeline = timelineOf(order)
      const tracking = {
        orderId: order._id,
        orderNumber,
        status,
        trackingNumber,
        trackingUrl,
        estimatedDelivery,
        timeline,
      }
      return { success: true, data: { tracking } }
    }
  )

  done()
}
