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
import { AbstractPaymentProvider, MedusaError, PaymentActions } from "@medusajs/framework/utils"
import { queryableOfKnex, type Queryable } from "../../../src/lib/queryable"
import type { AttemptState } from "../rules/attempt-state"
import { currentAttempt } from "../store/attempts"

type Injected = { __pg_connection__: Parameters<typeof queryableOfKnex>[0] }

/** What Medusa's payment sessions keep of us, and storefronts may read: whose money it is a part of. */
type SliceData = { order_group_id?: unknown; phone?: unknown }

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
    if (group === undefined) {
      // Of a cart: what the buyer pays with, until completing the cart makes the real sessions.
      const { phone } = (input.data ?? {}) as SliceData
      const data = typeof phone === "string" ? { phone } : {}
      return Promise.resolve({ id: String(input.data?.session_id ?? ""), data, status: "pending" })
    }
    return Promise.resolve({
      id: group,
      data: { order_group_id: group },
      status: "pending_authorization" as PaymentSessionStatus,
    })
  }

  override async authorizePayment({
    data,
  }: AuthorizePaymentInput): Promise<AuthorizePaymentOutput> {
    return { data: data ?? {}, status: await this.#statusOf(data) }
  }

  override async getPaymentStatus({
    data,
  }: GetPaymentStatusInput): Promise<GetPaymentStatusOutput> {
    return { data: data ?? {}, status: await this.#statusOf(data) }
  }

  async #statusOf(data: Record<string, unknown> | undefined): Promise<PaymentSessionStatus> {
    const group = groupOf(data)
    const attempt = group === undefined ? undefined : await currentAttempt(this.db, group)
    const status = attempt === undefined ? undefined : statuses[attempt.state]
    return status ?? ("pending_authorization" as PaymentSessionStatus)
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
   * Takes note of a refund that `src/payments` has had confirmed by the gateway. Any other is
   * refused here: money would leave the books and not the gateway.
   */
  override async refundPayment(input: RefundPaymentInput): Promise<RefundPaymentOutput> {
    const refund = await this.takeConfirmedRefund(input)
    if (!refund) {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        "Refunds are made at POST /v1/payments/:id/refund, where the gateway is asked first"
      )
    }
    return { data: input.data ?? {} }
  }

  protected takeConfirmedRefund(_input: RefundPaymentInput): Promise<boolean> {
    return Promise.resolve(false)
  }

  override getWebhookActionAndData(): Promise<WebhookActionResult> {
    return Promise.resolve({ action: PaymentActions.NOT_SUPPORTED })
  }
}
