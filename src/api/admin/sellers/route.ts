import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

/** Sellers of every status for the dashboard, newest first. */
export const GET = async (req: MedusaRequest, res: MedusaResponse) => {
  const query = req.scope.resolve(ContainerRegistrationKeys.QUERY)
  const { fields, pagination } = req.queryConfig
  const { data, metadata } = await query.graph({
    entity: "seller",
    fields,
    pagination: { ...pagination, order: { created_at: "DESC" } },
  })
  res.json({
    sellers: data,
    count: metadata?.count ?? data.length,
    offset: pagination.skip,
    limit: pagination.take,
  })
}
