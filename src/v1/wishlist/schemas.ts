import { z } from "zod"
import { cents, objectId, pagination, paging, success, timestamp } from "../shared/schemas"

export const wishBody = z.strictObject({
  productId: z
    .string()
    .regex(/^[0-9a-fA-F]{24}$/, "must be an id in 24 hexadecimal digits")
    .meta({ example: "507f1f77bcf86cd799439011" }),
})

export const wishListQuerystring = z.strictObject(paging)

/** What is no id is on no wishlist. */
export const wishParams = z.object({
  id: z.string().max(200).meta({ description: "The entry's id, or its product's" }),
})

const wish = z.object({
  id: objectId,
  productId: objectId,
  addedAt: timestamp,
  priceWhenAdded: cents.nullable(),
  product: z
    .object({
      id: objectId,
      name: z.string(),
      slug: z.string(),
      image: z.string().nullable(),
      price: cents.nullable(),
      comparePrice: cents.nullable(),
      isInStock: z.boolean(),
      sellerId: objectId.nullable(),
    })
    .nullable()
    .meta({ description: "Null while the product is not for sale" }),
})

export const wishListAnswer = success(z.object({ wishlist: z.array(wish), pagination }))
export const wishAnswer = success(z.object({ wish }))
