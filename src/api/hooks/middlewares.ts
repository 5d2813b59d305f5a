import type { MiddlewareRoute } from "@medusajs/framework/http"

/** Bodies of gateways are read as they are: their signatures are of bytes, and not all are JSON. */
export const hookMiddlewares: MiddlewareRoute[] = ["mpesa/:token", "emola/:token", "stripe"].map(
  (path) => ({ methods: ["POST"], matcher: `/hooks/${path}`, bodyParser: false })
)
