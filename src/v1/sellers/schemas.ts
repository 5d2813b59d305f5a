import { z } from "zod"
import {
  cents,
  objectId,
  pagination,
  paging,
  queryList,
  queryText,
  success,
  timestamp,
} from "../shared/schemas"
import { publicSellerFields, type PublicSellerField } from "./presenters"

const fieldNames: ReadonlySet<string> = new Set(publicSellerFields)

const fields = queryList
  .refine((names) => names.every((name) => name === "id" || fieldNames.has(name)), {
    error: `must be among id, ${publicSellerFields.join(", ")}`,
  })
  .transform((names) => names.filter((name): name is PublicSellerField => fieldNames.has(name)))

export const sellerListQuerystring = z.strictObject({
  ...paging,
  fields: fields.optional(),
  sort: z.enum(["-averageRating", "businessName", "-createdAt"]).optional(),
  category: queryText(80).optional(),
  state: queryText(80).optional().meta({ description: "Province", example: "Gaza" }),
  city: queryText(80).optional(),
})

export type SellerListQuery = z.output<typeof sellerListQuerystring>

export const sellerDetailQuerystring = z.strictObject({ fields: fields.optional() })

const text = z.string().nullable()

const sellerShape = {
  slug: z.string(),
  businessName: z.string(),
  businessDescription: z.string(),
  logo: text,
  banner: text,
  category: text,
  tags: z.array(z.string()),
  contactInfo: z.object({ email: text, phone: text, website: text }),
  address: z.object({
    street: text,
    number: text,
    complement: text,
    neighborhood: text,
    city: text,
    state: text,
    zipCode: text,
    coordinates: z.object({ latitude: z.number().nullable(), longitude: z.number().nullable() }),
  }),
  businessHours: z.array(
    z.object({
      day: z.int().meta({ description: "0 is Sunday" }),
      open: z.string(),
      close: z.string(),
      isOpen: z.boolean(),
    })
  ),
  deliveryOptions: z.object({
    pickup: z.boolean(),
    localDelivery: z.boolean(),
    shipping: z.boolean(),
    deliveryRadius: z.number().nullable().meta({ description: "km" }),
    deliveryFee: cents.nullable(),
  }),
  paymentMethods: z.array(z.string()),
  totalOrders: z.int(),
  averageRating: z.number(),
  totalReviews: z.int(),
  status: z.literal("approved"),
  approvedAt: timestamp.nullable(),
  createdAt: timestamp,
  updatedAt: timestamp,
} satisfies Record<PublicSellerField, z.ZodType>

const sellerResource = z.object(sellerShape).partial().extend({ id: objectId })

export const sellerListAnswer = success(z.object({ sellers: z.array(sellerResource), pagination }))
export const sellerAnswer = success(z.object({ seller: sellerResource }))
