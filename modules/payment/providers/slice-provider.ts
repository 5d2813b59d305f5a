import type {
  AuthorizePaymentInput,
  AuthorizePaymentOutput,
  CancelPaymentInput,
  CancelPaymentOutput,
  CapturePaymentInput,
  CapturePaymentOutput,
  DeletePaymentInput,
  DeletePaymentOutput,
  GetPaymentStatusInput,
  GetPaymentStatusOutput,
  InitiatePaymentInput,
  InitiatePaymentOutput,
  PaymentSessionStatus,
  RefundPaymentInput,
  RefundPaymentOutput,
  RetrievePaymentInput,
  RetrievePaymentOutput,
  UpdatePaymentInput,
  UpdatePaymentOutput,
  WebhookActionResult,
} from "@medusajs/framework/types"
import {
  AbstractPaymentProvider,
  BigNumber,
  MedusaError,
  PaymentActions,
} from "@medusajs/framework/utils"
import { toCents } from "../../../src/lib/money"
import { queryableOfKnex, type Queryable } from "../../../src/lib/queryable"
import type { AttemptState } from "../rules/attempt-state"
import { attemptOfOrder, attemptOfSession } from "../store/attempts"
import { createRefund } from "../store/refunds"
import { isSettling } from "./settling"

type Injected = { __pg_connection__: Parameters<typeof queryableOfKnex>[0] }

/** What Medusa's payment sessions keep of us, and storefronts may read: whose money it is a part of. */
type SliceData = { order_group_id?: unknown; order_id?: unknown; phone?: unknown }

/** Medusa's id of the session that is being made. */
export function sessionOf(data: Record<string, unknown> | undefined): string {
  return typeof data?.session_id === "string" ? data.session_id : ""
}

function groupOf(data: Record<string, unknown> | undefined): string | undefined {
  const { order_group_id: id } = (data ?? {}) as SliceData
  return typeof id === "string" ? id : undefined
}

const statuses: Partial<Record<AttemptState, PaymentSessionStatus>> = {
  succeeded: "captured",
  failed: "canceled",
  cancelled: "canceled",
}

/**
 * What Medusa's Payment Module has of a charge that pays several orders: each order's session is
 * a slice of it. Sessions only read what became of the group's attempt, and nothing here calls a
 * gateway; `src/payments` does, which captures every slice once the money is certain.
 */
export abstract class SliceProvider extends AbstractPaymentProvider {
  protected readonly db: Queryable

  constructor(container: Injected, options: Record<string, unknown> = {}) {
    super(container, options)
    this.db = queryableOfKnex(container.__pg_connection__)
  }

  override initiatePayment(input: InitiatePaymentInput): Promise<InitiatePaymentOutput> {
    const group = groupOf(input.data)
    if (group === undefined || !isSettling(group, "placing")) {
      // Of a cart: what the buyer pays with, until completing the cart makes the real sessions.
      const { phone } = (input.data ?? {}) as SliceData
      const data = typeof phone === "string" ? { phone } : {}
      return Promise.resolve({ id: sessionOf(input.data), data, status: "pending" })
    }
    return Promise.resolve({
      id: group,
      data: { order_group_id: group, order_id: input.data?.order_id },
      status: "pending_authorization",
    })
  }

  override async authorizePayment({
    data,
    context,
  }: AuthorizePaymentInput): Promise<AuthorizePaymentOutput> {
    return { data: data ?? {}, status: await this.#statusOf(data, context?.idempotency_key) }
  }

  override async getPaymentStatus({
    data,
    context,
  }: GetPaymentStatusInput): Promise<GetPaymentStatusOutput> {
    return { data: data ?? {}, status: await this.#statusOf(data, context?.idempotency_key) }
  }

  /** @param sessionId of Medusa's: which group it is a slice of is our own row's to say */
  async #statusOf(
    data: Record<string, unknown> | undefined,
    sessionId: string | undefined
  ): Promise<PaymentSessionStatus> {
    if (isSettling(groupOf(data), "capture")) {
      return "captured"
    }
    const attempt = await attemptOfSession(this.db, sessionId ?? "")
    const status = attempt === undefined ? undefined : statuses[attempt.state]
    return status ?? "pending_authorization"
  }

  /** Mobile money and cards are charged at once: there is nothing left to capture. */
  override capturePayment({ data }: CapturePaymentInput): Promise<CapturePaymentOutput> {
    return Promise.resolve({ data: data ?? {} })
  }

  /** A charge under way cannot be called back, and one that is over is another slice's too. */
  override cancelPayment({ data }: CancelPaymentInput): Promise<CancelPaymentOutput> {
    return Promise.resolve({ data: data ?? {} })
  }

  override deletePayment({ data }: DeletePaymentInput): Promise<DeletePaymentOutput> {
    return Promise.resolve({ data: data ?? {} })
  }

  override retrievePayment({ data }: RetrievePaymentInput): Promise<RetrievePaymentOutput> {
    return Promise.resolve({ data: data ?? {} })
  }

  override updatePayment({ data }: UpdatePaymentInput): Promise<UpdatePaymentOutput> {
    return Promise.resolve({ data: data ?? {} })
  }

  /**
   * A refund made in Medusa, such as by the dashboard, is written down and sent by the worker:
   * a gateway's doubt must not become a refund that Medusa forgets and somebody repeats. One
   * that the gateway has confirmed is only being booked.
   */
  override async refundPayment({
    data,
    amount,
    context,
  }: RefundPaymentInput): Promise<RefundPaymentOutput> {
    const groupId = groupOf(data)
    const medusaRefundId = context?.idempotency_key
    if (isSettling(groupId, "refund")) {
      return { data: data ?? {} }
    }
    const { order_id: orderId } = (data ?? {}) as SliceData
    const attempt = await attemptOfOrder(this.db, typeof orderId === "string" ? orderId : "")
    if (
      groupId === undefined ||
      attempt?.state !== "succeeded" ||
      attempt.group_id !== groupId ||
      typeof orderId !== "string" ||
      medusaRefundId === undefined
    ) {
      throw new MedusaError(MedusaError.Types.NOT_ALLOWED, "There is no charge to refund of")
    }
    await createRefund(this.db, {
      attemptId: attempt.id,
      groupId,
      orderId,
      kind: "asked",
      amount: toCents(new BigNumber(amount).numeric),
      reason: "",
      requestedBy: null,
      state: "queued",
      medusaRefundId,
    })
    return { data: data ?? {} }
  }

  override getWebhookActionAndData(): Promise<WebhookActionResult> {
    return Promise.resolve({ action: PaymentActions.NOT_SUPPORTED })
  }
}
