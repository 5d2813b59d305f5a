import { toCents } from "../../../../src/lib/money"
import { toObjectId } from "../ids"
import type { OrderAddressRow, OrderItemRow, OrderRow } from "./rows"
import { orderPaymentStatus, orderStatus } from "./status"

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null
}

function toItem(item: OrderItemRow) {
  const price = toCents(item.unit_price)
  const quantity = Number(item.quantity)
  return {
    productId: toObjectId(item.product_id),
    variantId: toObjectId(item.variant_id),
    name: item.title,
    sku: item.sku,
    price,
    quantity,
    total: price * quantity,
    image: item.thumbnail,
  }
}

/** The parts stand apart in metadata; an address of Medusa's own has a street alone. */
function toAddress(address: OrderAddressRow | null) {
  const parts = address?.metadata ?? {}
  return {
    firstName: text(address?.first_name),
    lastName: text(address?.last_name),
    street: text(parts.street) ?? text(address?.address_1),
    number: text(parts.number),
    complement:
      text(parts.complement) ?? (text(parts.street) === null ? text(address?.address_2) : null),
    neighborhood: text(parts.neighborhood),
    city: text(address?.city),
    state: text(address?.province),
    zipCode: text(address?.postal_code),
    phone: text(address?.phone),
  }
}

const paymentMethods = { mpesa: "m-pesa", emola: "e-mola", card: "credit_card" } as const

/** One seller's order as the contract has it; amounts in cents, prices with their tax. */
export function toOrderDocument(row: OrderRow) {
  const metadata = row.metadata ?? {}
  const sellerAmount = row.total + row.marketplace_discount - row.commission
  return {
    _id: toObjectId(row.id),
    medusaId: row.id,
    orderNumber: row.number,
    orderGroupId: toObjectId(row.group_id),
    userId: toObjectId(row.account_id),
    sellerId: toObjectId(row.seller_id),
    items: row.items.map(toItem),
    subtotal: row.subtotal,
    tax: row.tax,
    shipping: row.shipping,
    discount: row.discount,
    total: row.total,
    currency: row.currency_code.toUpperCase(),
    status: orderStatus(row),
    paymentStatus: orderPaymentStatus(row),
    refundedAmount: row.refunded,
    paymentMethod: paymentMethods[row.payment_method],
    paymentIntentId: row.attempt_id,
    shippingAddress: toAddress(row.shipping_address),
    billingAddress: toAddress(row.billing_address),
    deliveryMethod: text(row.delivery_method),
    estimatedDelivery: null as Date | null,
    trackingNumber: row.tracking_number,
    trackingUrl: row.tracking_url,
    notes: text(metadata.notes),
    sellerNotes: text(metadata.seller_notes),
    commission: row.commission,
    sellerAmount,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    paidAt: row.paid_at,
    processingAt: row.fulfilled_at,
    shippedAt: row.shipped_at,
    deliveredAt: row.delivered_at,
    cancelledAt: row.canceled_at,
  }
}

export type OrderDocument = ReturnType<typeof toOrderDocument>
