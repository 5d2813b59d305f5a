import { z } from "zod"
import {
  anyObjectId,
  cents,
  objectId,
  pagination,
  paging,
  success,
  timestamp,
} from "../shared/schemas"
import { orderAddress } from "./address"

export const deliveryMethod = z.enum(["pickup", "local_delivery", "shipping"])
export const paymentMethod = z.enum(["m-pesa", "e-mola", "credit_card"])
const mostUnits = 999

export const orderBody = z
  .strictObject({
    items: z
      .array(
        z.strictObject({
          productId: anyObjectId,
          variantId: anyObjectId.optional(),
          quantity: z.int().min(1).max(mostUnits),
        })
      )
      .min(1)
      .max(100)
      .optional()
      .meta({ description: "What is ordered; without it, and without cartId, one's own cart is" }),
    cartId: anyObjectId.optional(),
    shippingAddress: orderAddress.optional(),
    billingAddress: orderAddress.optional(),
    paymentMethod,
    deliveryMethod: deliveryMethod.optional(),
    deliveries: z
      .array(z.strictObject({ sellerId: anyObjectId, deliveryMethod }))
      .max(100)
      .optional()
      .meta({ description: "For sellers whose delivery is another than deliveryMethod" }),
    couponCode: z.string().trim().min(1).max(100).optional(),
    notes: z.string().trim().min(1).max(500).optional(),
  })
  .refine((body) => body.items === undefined || body.cartId === undefined, {
    path: ["cartId"],
    error: "cannot stand beside items",
  })

export const orderParams = z.object({ id: z.string().max(200) })

export const orderStatus = z.enum([
  "pending",
  "confirmed",
  "processing",
  "shipped",
  "delivered",
  "cancelled",
  "refunded",
])

export const orderQuery = z.strictObject({ ...paging, status: orderStatus.optional() })

const presentedAddress = z.object({
  firstName: z.string().nullable(),
  lastName: z.string().nullable(),
  street: z.string().nullable(),
  number: z.string().nullable(),
  complement: z.string().nullable(),
  neighborhood: z.string().nullable(),
  city: z.string().nullable(),
  state: z.string().nullable(),
  zipCode: z.string().nullable(),
  phone: z.string().nullable(),
})

export const presentedOrder = z.object({
  id: objectId,
  orderNumber: z.string(),
  orderGroupId: objectId,
  userId: objectId.nullable(),
  sellerId: objectId,
  items: z.array(
    z.object({
      productId: objectId.nullable(),
      variantId: objectId.nullable(),
      name: z.string(),
      sku: z.string().nullable(),
      price: cents,
      quantity: z.int(),
      total: cents,
      image: z.string().nullable(),
    })
  ),
  subtotal: cents,
  tax: cents.meta({ description: "The part of the total that is IVA: prices hold it" }),
  shipping: cents,
  discount: cents,
  total: cents.meta({ description: "subtotal + shipping − discount" }),
  currency: z.string(),
  status: orderStatus,
  paymentStatus: z.enum(["pending", "paid", "failed", "refunded"]),
  refundedAmount: cents,
  paymentMethod,
  paymentIntentId: z.string().nullable(),
  shippingAddress: presentedAddress,
  billingAddress: presentedAddress,
  deliveryMethod: z.string().nullable(),
  estimatedDelivery: timestamp.nullable(),
  trackingNumber: z.string().nullable(),
  trackingUrl: z.string().nullable(),
  notes: z.string().nullable(),
  commission: cents.optional(),
  sellerAmount: cents.optional(),
  sellerNotes: z.string().nullable().optional(),
  createdAt: timestamp,
  updatedAt: timestamp,
  paidAt: timestamp.nullable(),
  processingAt: timestamp.nullable(),
  shippedAt: timestamp.nullable(),
  deliveredAt: timestamp.nullable(),
  cancelledAt: timestamp.nullable(),
})

export const orderAnswer = success(z.object({ order: presentedOrder }))
export const orderListAnswer = success(z.object({ orders: z.array(presentedOrder), pagination }))
export const placedAnswer = success(
  z.object({
    order: presentedOrder,
    orders: z.array(presentedOrder),
    orderGroupId: objectId,
    total: cents.meta({ description: "Of all orders: what is paid at once" }),
    expiresAt: timestamp.nullable().meta({ description: "Until when it has to be paid" }),
  })
)

export const cancelBody = z.strictObject({ reason: z.string().trim().min(1).max(300).optional() })

export const trackingAnswer = success(
  z.object({
    tracking: z.object({
      orderId: objectId,
      orderNumber: z.string(),
      status: orderStatus,
      trackingNumber: z.string().nullable(),
      trackingUrl: z.string().nullable(),
      estimatedDelivery: timestamp.nullable(),
      timeline: z.array(z.object({ status: z.string(), at: timestamp })),
    }),
  })
)
