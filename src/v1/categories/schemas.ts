import { z } from "zod"
import { objectId, success, timestamp } from "../shared/schemas"

const category = z
  .object({
    id: objectId,
    name: z.string(),
    slug: z.string(),
    description: z.string(),
    image: z.string().nullable(),
    icon: z.string().nullable(),
    parentId: objectId.nullable(),
    level: z.int().meta({ description: "0 for a main category" }),
    order: z.int(),
    isActive: z.boolean(),
    metadata: z.object({
      seoTitle: z.string(),
      seoDescription: z.string(),
      keywords: z.array(z.string()),
    }),
    createdAt: timestamp,
    updatedAt: timestamp,
    get children() {
      return z.array(category)
    },
  })
  .meta({ id: "Category" })

export const categoryResource = category
export const categoryTreeAnswer = success(z.object({ categories: z.array(category) }))
