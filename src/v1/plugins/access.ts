import type { FastifyInstance, FastifyRequest } from "fastify"
import fp from "fastify-plugin"
import { can, type Permission } from "../../../modules/account/rules/permissions"
import { identityOf, type Identity } from "../../identity/identity"
import { AppError } from "../../lib/errors"

/** Who may use a route: anybody, or accounts whose role has a permission. */
export type Access = "public" | Permission

declare module "fastify" {
  interface FastifyContextConfig {
    /** Routes that read may leave it out, and are public then. */
    access?: Access
  }
}

/** Whom a request is from. */
export function signedIn(request: FastifyRequest): Identity {
  const identity = identityOf(request.raw)
  if (identity === undefined) {
    throw new AppError("UNAUTHENTICATED", { headers: { "WWW-Authenticate": "Bearer" } })
  }
  return identity
}

/**
 * Enforces each route's `access` by the one table of permissions. A route that writes
 * has to say who may; an answer to somebody signed in is nobody else's to keep.
 */
export const accessRules = fp((app: FastifyInstance, _options, done) => {
  app.addHook("onRoute", (route) => {
    const writes = [route.method].flat().some((method) => !["GET", "HEAD"].includes(method))
    if (writes && route.config?.access === undefined) {
      throw new Error(`${String(route.method)} ${route.url} does not say who may use it`)
    }
  })
  app.addHook("onRequest", async (request, reply) => {
    const { access = "public" } = request.routeOptions.config
    if (access === "public") {
      return
    }
    reply.header("cache-control", "private, no-store")
    if (!can(signedIn(request).role, access)) {
      throw new AppError("FORBIDDEN")
    }
  })
  done()
})
