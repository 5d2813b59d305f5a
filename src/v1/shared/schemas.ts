import { z } from "zod"

/** Pieces that every resource's schemas share. */

export const objectId = z
  .string()
  .regex(/^[0-9a-f]{24}$/)
  .meta({ description: "ObjectId in 24 hexadecimal digits", example: "507f1f77bcf86cd799439011" })

/** An id as clients may send it. */
export const anyObjectId = z
  .string()
  .regex(/^[0-9a-fA-F]{24}$/, "must be an id in 24 hexadecimal digits")
  .meta({ example: "507f1f77bcf86cd799439011" })

export const cents = z.int().meta({ description: "Integer cents", example: 8500 })

export const timestamp = z.iso.datetime().meta({ description: "UTC, ISO-8601" })

/** A path segment that is an id or a slug. What fits neither is simply not found. */
export const idOrSlug = z.object({
  id: z.string().min(1).max(200).meta({ description: "Id or slug", example: "tomate-maduro" }),
})

const noNul = (text: string) => !text.includes("\u0000")

/** Text a client sends in a query: no NUL bytes, bounded. */
export const queryText = (max: number) =>
  z.string().trim().min(1).max(max).refine(noNul, "must not contain NUL bytes")

export const queryFlag = z.enum(["true", "false"]).transform((value) => value === "true")

/** A list separated by commas, each part of at most 60 characters, 20 parts at most. */
export const queryList = z
  .string()
  .max(1_000)
  .refine(noNul, "must not contain NUL bytes")
  .transform((text) =>
    [...new Set(text.split(",").map((part) => part.trim()))].filter((part) => part !== "")
  )
  .pipe(z.array(z.string().max(60)).min(1).max(20))

export const queryInt = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .pipe(z.int().min(min).max(max))

/** Pages from 1; a list that goes deeper than 10,000 documents does so by cursor. */
export const paging = {
  page: queryInt(1, 500).optional(),
  limit: queryInt(1, 100).optional(),
}

export const pagination = z.object({
  page: z.int(),
  limit: z.int(),
  total: z.int(),
  pages: z.int(),
  isTotalExact: z.boolean().meta({ description: "False where `total` is a lower bound" }),
  nextCursor: z.string().nullable(),
})

/** The envelope of every success. */
export function success<Data extends z.ZodType>(data: Data) {
  return z.object({ success: z.literal(true), message: z.string().optional(), data })
}

export const failure = z.object({
  success: z.literal(false),
  error: z.object({
    code: z.string().meta({ description: "Stable; docs/errors.md lists them" }),
    message: z.string(),
    details: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    requestId: z.string(),
  }),
})

/**
 * Answers of a route by status, for the OpenAPI document. Their types are left out
 * of the handler's: it gives ObjectIds and dates, which become text on the way out.
 */
export function answers(byStatus: Record<number, z.ZodType>): Record<number, z.ZodType> {
  return byStatus
}
