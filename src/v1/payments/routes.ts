import type { FastifyPluginCallbackZod } from "fastify-type-provider-zod"
import { z } from "zod"
import { findGroup, findGroupOfOrder } from "../../../modules/order-group/store/groups"
import { claimCall } from "../../../modules/payment/store/calls"
import { currentAttempt } from "../../../modules/payment/store/attempts"
import { payments as paymentProjection } from "../../../modules/read-model/collections/payments"
import {
  orderOfPaymentSeed,
  type PaymentDocument,
} from "../../../modules/read-model/collections/payments/document"
import { medusaIdOf } from "../../../modules/read-model/postgres/object-ids"
import type { Identity } from "../../identity/identity"
import { AppError } from "../../lib/errors"
import { objectIdOf } from "../../lib/object-id"
import { askRefund, decideRefund } from "../../payments/ask-refund"
import { callForAttempt } from "../../payments/call-gateway"
import { startPayment } from "../../payments/start-payment"
import type { V1Context } from "../context"
import { audienceOf, readOrderNow } from "../shared/order/read-order"
import { signedIn } from "../plugins/access"
import {
  anyObjectId,
  answers,
  cents,
  failure,
  objectId,
  success,
  timestamp,
} from "../shared/schemas"

const tags = ["Payments"]

const subject = {
  orderId: anyObjectId.optional(),
  orderGroupId: anyObjectId.optional(),
}
const oneSubject = (body: { orderId?: string | undefined; orderGroupId?: string | undefined }) =>
  (body.orderId === undefined) !== (body.orderGroupId === undefined)
const subjectError = { path: ["orderId"], error: "give either orderId or orderGroupId" }

const intentBody = z
  .strictObject({
    ...subject,
    phone: z
      .string()
      .regex(/^\+258\d{9}$/, "must be a Mozambican number, such as +258841234567")
      .optional()
      .meta({ description: "Of the wallet that pays; mobile money needs it" }),
  })
  .refine(oneSubject, subjectError)

const confirmBody = z.strictObject(subject).refine(oneSubject, subjectError)

const intent = z.object({
  id: z.string(),
  orderGroupId: objectId,
  status: z.enum(["pending", "processing", "succeeded", "failed", "cancelled"]),
  amount: cents,
  currency: z.string(),
  gateway: z.string(),
  clientSecret: z.string().nullable(),
  failureReason: z.string().nullable(),
  nextAction: z.string().nullable().meta({ description: "What the buyer does now" }),
  expiresAt: timestamp.nullable(),
})
const intentAnswer = success(z.object({ paymentIntent: intent }))

const payment = z.object({
  id: objectId,
  orderId: objectId,
  userId: objectId.nullable(),
  amount: cents,
  currency: z.string(),
  method: z.string(),
  status: z.string(),
  externalId: z.string().nullable(),
  gateway: z.string().nullable(),
  cardInfo: z.null(),
  pixCode: z.null(),
  pixExpiresAt: z.null(),
  failureReason: z.string().nullable(),
  refundedAmount: cents,
  refunds: z.array(
    z.object({
      id: objectId,
      amount: cents,
      reason: z.string(),
      status: z.string(),
      externalId: z.string().nullable(),
      createdAt: timestamp,
    })
  ),
  createdAt: timestamp,
  updatedAt: timestamp,
  paidAt: timestamp.nullable(),
})
const paymentAnswer = success(z.object({ payment }))
const params = z.object({ id: z.string().max(200) })

const refundParams = z.object({ id: z.string().max(200), refundId: z.string().max(200) })
const decisionBody = z.strictObject({ decision: z.enum(["approve", "reject"]) })

const refundBody = z.strictObject({
  amount: z.int().min(1).optional().meta({ description: "In cents; all that is left without it" }),
  reason: z.string().trim().min(1).max(300),
})

function presentPayment(document: PaymentDocument) {
  return {
    id: document._id,
    orderId: document.orderId,
    userId: document.userId,
    amount: document.amount,
    currency: document.currency,
    method: document.method,
    status: document.status,
    externalId: document.externalId,
    gateway: document.gateway,
    cardInfo: document.cardInfo,
    pixCode: null,
    pixExpiresAt: null,
    failureReason: document.failureReason,
    refundedAmount: document.refundedAmount,
    refunds: document.refunds.map(({ _id, ...refund }) => ({ id: _id, ...refund })),
    createdAt: document.createdAt,
    updatedAt: document.updatedAt,
    paidAt: document.paidAt,
  }
}

const statuses: Record<string, z.infer<typeof intent>["status"]> = {
  created: "pending",
  succeeded: "succeeded",
  failed: "failed",
  cancelled: "cancelled",
}

/** /v1/payments: having orders paid, and asking for money back. */
export const paymentRoutes: FastifyPluginCallbackZod<{ context: V1Context }> = (
  app,
  { context },
  done
) => {
  const { payments, readModel } = context

  /** The group somebody names, where it is theirs to pay. */
  async function groupOf(
    body: { orderId?: string | undefined; orderGroupId?: string | undefined },
    identity: Identity
  ) {
    const id = (await medusaIdOf(readModel.pool, body.orderGroupId ?? body.orderId ?? "")) ?? ""
    const group =
      body.orderGroupId === undefined
        ? await findGroupOfOrder(readModel.pool, id)
        : await findGroup(readModel.pool, id)
    const order = group && (await readOrderNow(readModel, group.orders[0]?.id ?? ""))
    if (group === undefined || !order || audienceOf(order, identity) !== "buyer") {
      throw new AppError("ORDER_NOT_FOUND")
    }
    return group
  }

  async function intentOf(groupId: string, clientSecret: string | null) {
    const group = await findGroup(readModel.pool, groupId)
    const attempt = await currentAttempt(readModel.pool, groupId)
    if (group === undefined || attempt === undefined) {
      throw new AppError("PAYMENT_NOT_POSSIBLE")
    }
    const status = statuses[attempt.state] ?? "processing"
    const paymentIntent = {
      id: attempt.id,
      orderGroupId: objectIdOf(groupId),
      status,
      amount: attempt.amount,
      currency: attempt.currency_code.toUpperCase(),
      gateway: attempt.gateway,
      clientSecret,
      failureReason: status === "failed" ? attempt.failure : null,
      nextAction:
        status !== "processing"
          ? null
          : clientSecret === null
            ? "confirm_on_phone"
            : "use_client_secret",
      expiresAt: group.expiresAt,
    }
    return { success: true, data: { paymentIntent } }
  }

  app.post(
    "/v1/payments/create-intent",
    {
      schema: {
        tags,
        summary: "Begin to pay an order, with all that were placed with it",
        description:
          "Mobile money: a request goes to the phone, and the buyer types the PIN there. " +
          "Card: the answer's clientSecret is for the card form. Safe to repeat.",
        body: intentBody,
        response: answers({
          202: intentAnswer,
          401: failure,
          404: failure,
          409: failure,
          422: failure,
        }),
      },
      config: { access: "create:orders", idempotent: true },
    },
    async (request, reply) => {
      const group = await groupOf(request.body, signedIn(request))
      const { clientSecret } = await startPayment(payments, group.id, request.body.phone)
      payments.wake()
      return reply.code(202).send(await intentOf(group.id, clientSecret))
    }
  )

  app.post(
    "/v1/payments/confirm",
    {
      schema: {
        tags,
        summary: "Ask the gateway what became of a payment",
        description: "`processing` where it cannot say yet: ask again some seconds later.",
        body: confirmBody,
        response: answers({ 200: intentAnswer, 401: failure, 404: failure, 422: failure }),
      },
      config: { access: "create:orders" },
    },
    async (request) => {
      const group = await groupOf(request.body, signedIn(request))
      const attempt = await currentAttempt(readModel.pool, group.id)
      const sentAt = attempt?.sent_at?.getTime() ?? Infinity
      // A request on its way is another's to answer; a question now would tell of nothing.
      const mayAsk = ["pending", "unknown"].includes(attempt?.state ?? "")
      if (attempt !== undefined && mayAsk && Date.now() - sentAt > 1_000) {
        const claimed = await claimCall(payments.pool, "payment_attempt", attempt.id)
        if (claimed !== undefined) {
          await callForAttempt(payments, claimed)
        }
      }
      return intentOf(group.id, null)
    }
  )

  async function readPayment(id: string, identity: Identity) {
    const seed = await medusaIdOf(readModel.pool, id)
    const orderId = seed === undefined ? undefined : orderOfPaymentSeed(seed)
    const order = orderId === undefined ? null : await readOrderNow(readModel, orderId)
    const audience = order === null ? undefined : audienceOf(order, identity)
    const [row] =
      orderId === undefined ? [] : await paymentProjection.readRows(readModel.pool, [orderId])
    if (order === null || audience === undefined || row === undefined) {
      throw new AppError("PAYMENT_NOT_FOUND")
    }
    return { order, audience, document: paymentProjection.toDocument(row) as PaymentDocument }
  }

  app.get(
    "/v1/payments/:id",
    {
      schema: {
        tags,
        summary: "A payment",
        params,
        response: answers({ 200: paymentAnswer, 401: failure, 404: failure }),
      },
      config: { access: "manage:own_account" },
    },
    async (request) => {
      const { document } = await readPayment(request.params.id, signedIn(request))
      return { success: true, data: { payment: presentPayment(document) } }
    }
  )

  app.post(
    "/v1/payments/:id/refund",
    {
      schema: {
        tags,
        summary: "Ask for money back, or give it",
        description: "A buyer asks, and the seller or an admin decides; theirs is sent at once.",
        params,
        body: refundBody,
        response: answers({
          202: paymentAnswer,
          401: failure,
          404: failure,
          409: failure,
          422: failure,
        }),
      },
      config: { access: "manage:own_account", idempotent: true },
    },
    async (request, reply) => {
      const { order, audience } = await readPayment(request.params.id, signedIn(request))
      if (audience === "support") {
        throw new AppError("FORBIDDEN")
      }
      await askRefund(payments, {
        orderId: order.medusaId,
        amount: request.body.amount,
        reason: request.body.reason,
        by: signedIn(request).userId,
        decides: audience !== "buyer",
      })
      payments.wake()
      const { document } = await readPayment(request.params.id, signedIn(request))
      return reply.code(202).send({ success: true, data: { payment: presentPayment(document) } })
    }
  )

  app.put(
    "/v1/payments/:id/refunds/:refundId",
    {
      schema: {
        tags,
        summary: "Decide a refund that its buyer asked for",
        description: "The seller of the order, or an admin, does.",
        params: refundParams,
        body: decisionBody,
        response: answers({ 202: paymentAnswer, 401: failure, 404: failure, 409: failure }),
      },
      config: { access: "manage:own_account" },
    },
    async (request, reply) => {
      const { id, refundId } = request.params
      const { order, audience } = await readPayment(id, signedIn(request))
      if (audience !== "seller" && audience !== "admin") {
        throw new AppError("PAYMENT_NOT_FOUND")
      }
      await decideRefund(payments, {
        refundId: (await medusaIdOf(readModel.pool, refundId)) ?? "",
        orderId: order.medusaId,
        by: signedIn(request).userId,
        agrees: request.body.decision === "approve",
      })
      payments.wake()
      const { document } = await readPayment(id, signedIn(request))
      return reply.code(202).send({ success: true, data: { payment: presentPayment(document) } })
    }
  )

  done()
}
