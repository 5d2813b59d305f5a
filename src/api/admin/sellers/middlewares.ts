import { validateAndTransformQuery, type MiddlewareRoute } from "@medusajs/framework/http"
import { listSellersQuery } from "./validators"

/** What the dashboard's list shows of a seller; bank accounts are for no list. */
const defaults = ["id", "handle", "business_name", "status", "approved_at", "created_at"]

export const adminSellerMiddlewares: MiddlewareRoute[] = [
  {
    methods: ["GET"],
    matcher: "/admin/sellers",
    middlewares: [validateAndTransformQuery(listSellersQuery, { defaults, isList: true })],
  },
]
