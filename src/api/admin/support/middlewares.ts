import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import { can } from "../../../../modules/account/rules/permissions"
import { identityOf } from "../../../identity/identity"
import { allow, keepAllowed, type AllowedFields } from "./fields"
import {
  supportOrderChangeFields,
  supportOrderFields,
  supportOrderItemFields,
} from "./order-fields"

const ownUserFields = allow({
  "": ["id", "email", "first_name", "last_name", "avatar_url", "created_at", "updated_at"],
})

/** The name over the dashboard's side bar, and the currencies its tables format by. */
const storeFields = allow(
  {
    "": [
      "id",
      "name",
      "default_sales_channel_id",
      "default_region_id",
      "default_location_id",
      "created_at",
      "updated_at",
    ],
  },
  ["supported_currencies", "supported_currencies.currency"]
)

type Pagination = MedusaRequest["queryConfig"]["pagination"] & { order?: Record<string, unknown> }

/** Whether a request is from staff that may not see everything; a secret key is an admin's. */
function isRestricted(req: MedusaRequest): boolean {
  const identity = identityOf(req)
  return identity !== undefined && !can(identity.role, "read:all")
}

/** Runs after Medusa's own, which has read `?fields=` and would expand whatever is linked. */
function keepOnly(allowed: AllowedFields) {
  return (req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void => {
    if (isRestricted(req)) {
      const { queryConfig } = req
      queryConfig.fields = keepAllowed(queryConfig.fields, allowed)
      // Sorting by what may not be seen tells of it.
      const { order = {}, ...pagination } = queryConfig.pagination as Pagination
      if (!Object.keys(order).every((name) => allowed.columns.has(name))) {
        queryConfig.pagination = pagination
      }
    }
    next()
  }
}

/** Runs before Medusa's own. */
function withoutFields(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void {
  if (isRestricted(req)) {
    delete req.query.fields
  }
  next()
}

/**
 * What support gets where `modules/account/rules/admin-paths.ts` lets it through: Medusa gives
 * whoever may read an order all that links lead to from there.
 */
export const supportMiddlewares: MiddlewareRoute[] = [
  { methods: ["GET"], matcher: "/admin/orders", middlewares: [keepOnly(supportOrderFields)] },
  { methods: ["GET"], matcher: "/admin/orders/:id", middlewares: [keepOnly(supportOrderFields)] },
  {
    methods: ["GET"],
    matcher: "/admin/orders/:id/changes",
    middlewares: [keepOnly(supportOrderChangeFields)],
  },
  {
    methods: ["GET"],
    matcher: "/admin/orders/:id/line-items",
    middlewares: [keepOnly(supportOrderItemFields)],
  },
  { methods: ["GET"], matcher: "/admin/stores", middlewares: [keepOnly(storeFields)] },
  { methods: ["GET"], matcher: "/admin/users/me", middlewares: [keepOnly(ownUserFields)] },
  {
    methods: ["GET", "POST"],
    matcher: "/admin/users/:id",
    middlewares: [keepOnly(ownUserFields)],
  },
  // Of the dashboard's own settings each agent gets what the page asks for by itself.
  { methods: ["GET"], matcher: "/admin/views*", middlewares: [withoutFields] },
  { methods: ["GET"], matcher: "/admin/layouts*", middlewares: [withoutFields] },
]
