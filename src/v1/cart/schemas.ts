import { z } from "zod"
import { mostUnits } from "../../workflows/cart/draft"
import { anyObjectId, cents, objectId, success, timestamp } from "../shared/schemas"

const quantity = z.int().min(1).max(mostUnits)

export const itemBody = z.strictObject({
  productId: anyObjectId,
  variantId: anyObjectId
    .optional()
    .meta({ description: "The `id` of one of `combinations`; a product with one needs none" }),
  quantity,
})

export const quantityBody = z.strictObject({ quantity })

export const couponBody = z.strictObject({
  code: z.string().trim().min(1).max(100).meta({ example: "COLHEITA10" }),
})

/** What is no id is no line of any cart. */
export const itemParams = z.object({ id: z.string().max(200) })

const seller = z.object({ id: objectId, businessName: z.string(), slug: z.string() })

const item = z.object({
  id: objectId,
  productId: objectId.nullable(),
  variantId: objectId.nullable(),
  product: z.object({
    id: objectId.nullable(),
    name: z.string(),
    slug: z.string().nullable(),
    variant: z.string().nullable(),
    image: z.string().nullable(),
    seller: seller.nullable(),
  }),
  quantity: z.int(),
  unitPrice: cents,
  comparePrice: cents.nullable().meta({ description: "Of a unit before a sale" }),
  lineTotal: cents.meta({ description: "Before discounts" }),
  discount: cents,
  tax: cents.meta({ description: "Held in the price" }),
  isAvailable: z.boolean().meta({ description: "Whether it can be ordered as it is" }),
  stock: z.int().nullable().meta({ description: "Units left; null without limit" }),
  addedAt: timestamp,
})

const totals = {
  subtotal: cents.meta({ description: "Goods before discounts" }),
  discount: cents,
  tax: cents.meta({ description: "Held in the prices" }),
  shipping: cents.meta({ description: "Deliveries chosen so far, before discounts" }),
  total: cents,
}

const change = z.object({
  itemId: objectId,
  kind: z.enum(["price_changed", "out_of_stock", "quantity_reduced", "unavailable"]),
  before: z.int().meta({ description: "Cents of a price, else units" }),
  after: z.int(),
})

export const cartShape = z.object({
  id: objectId.nullable().meta({ description: "Null while there is no cart" }),
  medusaId: z
    .string()
    .nullable()
    .meta({ description: "The same cart at /store/carts/:id", example: "cart_01JD3C9Z8V5W7X2Y" }),
  items: z.array(item),
  sellers: z.array(z.object({ seller: seller.nullable(), itemIds: z.array(objectId), ...totals })),
  coupons: z.array(z.object({ code: z.string(), discount: cents })),
  totals: z.object(totals),
  currency: z.string(),
  itemCount: z.int().meta({ description: "Units of all items together" }),
  changes: z
    .array(change)
    .meta({ description: "What is different from the last time; the cart is brought to it" }),
  droppedCoupons: z
    .array(z.string())
    .meta({ description: "Coupons that give nothing any more and were taken off" }),
  merged: z
    .object({ items: z.int() })
    .nullable()
    .meta({ description: "Lines of a guest's cart that went into this one just now" }),
  expiresAt: timestamp.nullable(),
  createdAt: timestamp.nullable(),
  updatedAt: timestamp.nullable(),
})

export const cartAnswer = success(z.object({ cart: cartShape }))
