import compress from "@fastify/compress"
import etag from "@fastify/etag"
import multipart from "@fastify/multipart"
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from "fastify"
import { validatorCompiler } from "fastify-type-provider-zod"
import type { Server } from "node:http"
import type { RequestListener } from "node:http"
import type { ResponseCache } from "../http/response-cache"
import { longestUrl } from "../http/limits"
import { medusaFactorRoutes } from "../auth/factor-routes"
import { medusaAuthRoutes } from "../auth/routes"
import { passwordRoutes } from "./auth/password-routes"
import { authRoutes } from "./auth/routes"
import { twoFactorRoutes } from "./auth/two-factor-routes"
import { cartRoutes } from "./cart/routes"
import { orderRoutes } from "./orders/routes"
import { paymentRoutes } from "./payments/routes"
import { categoryRoutes } from "./categories/routes"
import type { V1Context } from "./context"
import { accessRules } from "./plugins/access"
import { idempotency } from "./plugins/idempotency"
import { jsonBodies } from "./plugins/json-bodies"
import { errorAnswers } from "./plugins/errors"
import { openApi } from "./plugins/openapi"
import { readyBytes } from "./plugins/ready-bytes"
import { productRoutes } from "./products/routes"
import { sellerRoutes } from "./sellers/routes"
import { settingRoutes } from "./settings/routes"
import { formLimits } from "./shared/file-form"
import { addressRoutes } from "./users/address-routes"
import { avatarRoutes } from "./users/avatar-routes"
import { userRoutes } from "./users/routes"
import { sessionRoutes } from "./users/session-routes"
import { wishlistRoutes } from "./wishlist/routes"

export type V1Options = {
  context: V1Context
  cache?: ResponseCache | undefined
  logger: FastifyBaseLogger
  /** Gives Fastify's handler to the process's own server. */
  serverFactory: (handler: RequestListener) => Server
  /** Routes of the process itself: health, readiness, metrics. */
  operations: (app: FastifyInstance) => void
}

/** Builds the Fastify app behind /v1 and the process's own routes; it is ready, not listening. */
export async function buildV1(options: V1Options): Promise<FastifyInstance> {
  const { context } = options
  const app = Fastify({
    serverFactory: options.serverFactory,
    loggerInstance: options.logger,
    // The server has its own, and two would answer the same socket.
    clientErrorHandler: () => undefined,
    // The front layer logs each request once, and has set its id.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: (request) => String(request.headers["x-request-id"] ?? ""),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: longestUrl },
  })
  app.setValidatorCompiler(validatorCompiler)
  // Presenters decide what an answer holds; tests hold answers against the schemas.
  app.setSerializerCompiler(() => JSON.stringify)

  await app.register(errorAnswers)
  await app.register(jsonBodies)
  await app.register(accessRules)
  await app.register(idempotency, { context })
  await app.register(readyBytes, { cache: options.cache, onCounted: context.views.count })
  await app.register(etag, { weak: true })
  await app.register(compress, { threshold: 1_024 })
  await app.register(openApi)
  app.register(categoryRoutes, { context })
  app.register(productRoutes, { context })
  app.register(sellerRoutes, { context })
  app.register(settingRoutes, { context })
  app.register(medusaAuthRoutes, { context })
  app.register(medusaFactorRoutes, { context })
  app.register(authRoutes, { context })
  app.register(passwordRoutes, { context })
  app.register(twoFactorRoutes, { context })
  app.register(userRoutes, { context })
  app.register(addressRoutes, { context })
  app.register(sessionRoutes, { context })
  app.register(cartRoutes, { context })
  app.register(orderRoutes, { context })
  app.register(paymentRoutes, { context })
  app.register(wishlistRoutes, { context })
  // A form elsewhere is of a type that nothing takes.
  app.register(async (uploads) => {
    await uploads.register(multipart, { limits: formLimits })
    uploads.register(avatarRoutes, { context })
  })
  options.operations(app)
  await app.ready()
  return app
}
