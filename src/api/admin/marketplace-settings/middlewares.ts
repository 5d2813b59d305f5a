import { validateAndTransformBody, type MiddlewareRoute } from "@medusajs/framework/http"
import { updateSettingBody } from "./validators"

export const adminSettingMiddlewares: MiddlewareRoute[] = [
  {
    methods: ["POST"],
    matcher: "/admin/marketplace-settings/:key",
    middlewares: [validateAndTransformBody(updateSettingBody)],
  },
]
