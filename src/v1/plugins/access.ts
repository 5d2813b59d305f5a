import type { FastifyInstance, FastifyRequest, RouteOptions } from "fastify"
import fp from "fastify-plugin"
import { can, type Permission } from "../../../modules/account/rules/permissions"
import { identityOf, type Identity } from "../../identity/identity"
import { AppError } from "../../lib/errors"

/**
 * Whoever is signed in, or shows in the body that the password of an account was right which
 * must set two-factor up before it is: the route asks for one of the two.
 */
export const ownAccountOrChallenge = "manage:own_account or challenge"

/** Who may use a route: anybody, or accounts whose role has a permission. */
export type Access = "public" | typeof ownAccountOrChallenge | Permission

declare module "fastify" {
  interface FastifyContextConfig {
    /** Every route of /v1 has it, and every other that writes. */
    access?: Access
  }
}

/** Pages of a plugin that knows nothing of this; what they show is public. */
const documentPages = /^\/v1\/docs(?:\/|$)/

/** Whom a request is from. */
export function signedIn(request: FastifyRequest): Identity {
  const identity = identityOf(request.raw)
  if (identity === undefined) {
    throw new AppError("UNAUTHENTICATED", { headers: { "WWW-Authenticate": "Bearer" } })
  }
  return identity
}

function mustSay(route: Pick<RouteOptions, "method" | "url">): boolean {
  const writes = [route.method].flat().some((method) => !["GET", "HEAD"].includes(method))
  return writes || (/^\/v1(?:\/|$)/.test(route.url) && !documentPages.test(route.url))
}

/**
 * Enforces each route's `access` by the one table of permissions. A route that does not
 * say who may use it keeps the process from starting: forgotten, it would be open. An answer
 * to somebody signed in is nobody else's to keep.
 */
export const accessRules = fp((app: FastifyInstance, _options, done) => {
  app.addHook("onRoute", (route) => {
    if (mustSay(route) && route.config?.access === undefined) {
      throw new Error(`${String(route.method)} ${route.url} does not say who may use it`)
    }
  })
  app.addHook("onRequest", async (request, reply) => {
    const { access = "public" } = request.routeOptions.config
    if (access === "public") {
      return
    }
    reply.header("cache-control", "private, no-store")
    const mayChallenge = access === ownAccountOrChallenge
    if (mayChallenge && identityOf(request.raw) === undefined) {
      return
    }
    if (!can(signedIn(request).role, mayChallenge ? "manage:own_account" : access)) {
      throw new AppError("FORBIDDEN")
    }
  })
  done()
})
