import { authenticate, type MiddlewareRoute } from "@medusajs/framework/http"

/** Medusa guards /admin and /store by itself; this door is ours. */
export const vendorMiddlewares: MiddlewareRoute[] = [
  { matcher: "/vendor*", middlewares: [authenticate("seller", ["bearer"])] },
]
