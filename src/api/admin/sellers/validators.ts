import { z } from "@medusajs/framework/zod"

/** Query of GET /admin/sellers; a page has 100 sellers at most. */
export const listSellersQuery = z.strictObject({
  offset: z.coerce.number().int().min(0).max(1_000_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
