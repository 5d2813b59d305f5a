import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** Sellers of every status for the dashboard, newest first. */
export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY)
  const { data, metadata } = await query.graph({
    entity: "seller",
    fields: ["id", "handle", "business_name", "status", "approved_at", "created_at"],
    pagination: {
      skip: Number(req.query.offset ?? 0) || 0,
      take: Math.min(Number(req.query.limit ?? 50) || 50, 100),
      order: { created_at: "DESC" },
    },
  })
  res.json({ sellers: data, count: metadata?.count ?? data.length })
}
