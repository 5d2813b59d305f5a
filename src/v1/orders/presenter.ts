import type { OrderDocument } from "../../../modules/read-model/collections/orders/document"
import type { OrderAudience } from "../shared/order/read-order"

const moneyOfSeller: readonly OrderAudience[] = ["seller", "admin"]

/** An order as its reader may see it: an allow-list. */
export function presentOrder(order: OrderDocument, audience: OrderAudience) {
  return {
    id: order._id,
    orderNumber: order.orderNumber,
    orderGroupId: order.orderGroupId,
    userId: order.userId,
    sellerId: order.sellerId,
    items: order.items,
    subtotal: order.subtotal,
    tax: order.tax,
    shipping: order.shipping,
    discount: order.discount,
    total: order.total,
    currency: order.currency,
    status: order.status,
    paymentStatus: order.paymentStatus,
    refundedAmount: order.refundedAmount,
    paymentMethod: order.paymentMethod,
    paymentIntentId: order.paymentIntentId,
    shippingAddress: order.shippingAddress,
    billingAddress: order.billingAddress,
    deliveryMethod: order.deliveryMethod,
    estimatedDelivery: order.estimatedDelivery,
    trackingNumber: order.trackingNumber,
    trackingUrl: order.trackingUrl,
    notes: order.notes,
    ...(moneyOfSeller.includes(audience)
      ? {
          commission: order.commission,
          sellerAmount: order.sellerAmount,
          sellerNotes: order.sellerNotes,
        }
      : {}),
    createdAt: order.createdAt,
    updatedAt: order.updatedAt,
    paidAt: order.paidAt,
    processingAt: order.processingAt,
    shippedAt: order.shippedAt,
    deliveredAt: order.deliveredAt,
    cancelledAt: order.cancelledAt,
  }
}

/** What has happened to an order so far, oldest first. */
export function timelineOf(order: OrderDocument): { status: string; at: Date }[] {
  const moments: [string, Date | null][] = [
    ["pending", order.createdAt],
    ["confirmed", order.paidAt],
    ["processing", order.processingAt],
    ["shipped", order.shippedAt],
    ["delivered", order.deliveredAt],
    ["cancelled", order.cancelledAt],
  ]
  return moments
    .flatMap(([status, at]) => (at === null ? [] : [{ status, at }]))
    .sort((one, other) => one.at.getTime() - other.at.getTime())
}
