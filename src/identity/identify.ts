import type { IncomingMessage } from "node:http"
import { adminPathAllowed } from "../../modules/account/rules/admin-paths"
import type { IsOwnPage } from "../http/own-pages"
import type { Door } from "../http/route-path"
import type { AccessTokens, Claims } from "./access-tokens"
import type { Actor, Actors, ActorType } from "./actors"
import { setIdentity } from "./identity"
import { openTicket, setTicket, type TicketBox } from "./registration-ticket"
import type { Revocations } from "./revocations"
import { readCookie, sessionCookie } from "./session-cookie"
import type { Standing } from "./standing"

/** Refused before any route is asked: signed in, but never allowed here. */
export type Verdict = "FORBIDDEN" | undefined

export type Identify = (
  request: IncomingMessage,
  door: Door,
  path: string,
  nowMs: number
) => Verdict | Promise<Verdict>

export type IdentifyParts = {
  tokens: AccessTokens
  actors: Actors
  revocations: Revocations
  standing: Standing
  tickets: TicketBox
  /** Whether the dashboard's cookie counts: storefronts may call this host with credentials too. */
  isOwnPage: IsOwnPage
}

type MedusaDoor = "store" | "admin" | "vendor"

const actorTypes: Record<MedusaDoor, ActorType> = {
  store: "customer",
  admin: "user",
  vendor: "seller",
}

/** Where somebody who has no account yet shows the ticket of its registration. */
const newcomers = /^\/(?:store\/customers|admin\/invites\/accept)\/?$/

function mayUse(actor: Actor, method: string, path: string): boolean {
  return adminPathAllowed(actor.role, method, path, actor.medusaUserId ?? undefined)
}

/** The bearer token of a request; undefined where it has none. */
export function bearerOf(request: IncomingMessage): string | undefined {
  const { authorization } = request.headers
  return authorization !== undefined && /^bearer\s/i.test(authorization)
    ? authorization.slice(7).trim()
    : undefined
}

/**
 * Makes what establishes, for every door, whom a request is from. To our own routes it
 * tells an identity; to Medusa's it hands the actor the path asks for, in place of
 * whatever the client sent: Medusa never sees a credential that was not judged here.
 */
export function createIdentify(parts: IdentifyParts): Identify {
  const { tokens, actors, revocations, standing, tickets, isOwnPage } = parts

  function remember(request: IncomingMessage, claims: Claims): void {
    setIdentity(request, {
      userId: claims.userId,
      email: claims.email,
      role: claims.role,
      ...(claims.sellerId === undefined ? {} : { sellerId: claims.sellerId }),
      sessionId: claims.sid,
      by: "token",
      issuedAt: claims.iat,
      expiresAt: claims.exp,
    })
  }

  /** Whether a session is good, by memory where that can be believed. */
  function isGood(sessionId: string): boolean | Promise<boolean> {
    if (revocations.isRevoked(sessionId)) {
      return false
    }
    return (revocations.isFresh() && standing.isKnown(sessionId)) || standing.ask(sessionId)
  }

  /** For our own routes: nothing but memory, for a session that is in use. */
  function identifyOwn(request: IncomingMessage, nowMs: number): Verdict | Promise<Verdict> {
    const token = bearerOf(request)
    const claims = token === undefined ? undefined : tokens.verify(token, nowMs)
    const good = claims !== undefined && isGood(claims.sid)
    if (claims === undefined || good === false) {
      return undefined
    }
    if (good === true) {
      remember(request, claims)
      return undefined
    }
    return good.then((isGoodNow) => {
      if (isGoodNow) {
        remember(request, claims)
      }
      return undefined
    })
  }

  /** The actor of the dashboard's cookie, which no page but our own may use. */
  async function actorOfCookie(request: IncomingMessage): Promise<Actor | undefined> {
    const cookie = readCookie(request, sessionCookie)
    const actor =
      cookie === undefined || !isOwnPage(request) ? undefined : await actors.ofCookie(cookie)
    return actor !== undefined && (await isGood(actor.sessionId)) ? actor : undefined
  }

  async function actorOf(request: IncomingMessage, nowMs: number): Promise<Actor | undefined> {
    const token = bearerOf(request)
    const claims = token === undefined ? undefined : tokens.verify(token, nowMs)
    if (!revocations.isFresh()) {
      actors.forget()
    }
    if (token !== undefined) {
      if (claims === undefined || !(await isGood(claims.sid))) {
        return undefined
      }
      const actor = await actors.ofSession(claims.sid)
      if (actor !== undefined) {
        remember(request, claims)
      }
      return actor
    }
    const actor = await actorOfCookie(request)
    if (actor === undefined) {
      return undefined
    }
    const now = Math.floor(nowMs / 1_000)
    setIdentity(request, {
      userId: actor.userId,
      email: actor.email,
      role: actor.role,
      sessionId: actor.sessionId,
      by: "cookie",
      issuedAt: now,
      expiresAt: now,
    })
    return actor
  }

  async function identifyForMedusa(
    request: IncomingMessage,
    door: MedusaDoor,
    path: string,
    nowMs: number
  ): Promise<Verdict> {
    const { authorization } = request.headers
    const isSecretKey = door === "admin" && /^basic\s/i.test(authorization ?? "")
    if (isSecretKey) {
      return undefined
    }
    const ticket =
      request.method === "POST" && newcomers.test(path)
        ? openTicket(tickets, bearerOf(request), nowMs)
        : undefined
    if (ticket !== undefined) {
      setTicket(request, ticket.registration)
      request.headers.authorization = ticket.authorization
      return undefined
    }
    const actor = await actorOf(request, nowMs)
    delete request.headers.authorization
    if (actor === undefined) {
      return undefined
    }
    const header = actors.authorization(actor, actorTypes[door])
    if (header === undefined) {
      return door === "admin" || door === "vendor" ? "FORBIDDEN" : undefined
    }
    if (door === "admin" && !mayUse(actor, request.method ?? "GET", path)) {
      return "FORBIDDEN"
    }
    request.headers.authorization = header
    return undefined
  }

  return (request, door, path, nowMs) => {
    switch (door) {
      case "v1":
        return identifyOwn(request, nowMs)
      case "store":
      case "admin":
      case "vendor":
        return identifyForMedusa(request, door, path, nowMs).finally(() => {
          delete request.headers.cookie
        })
      case "auth":
        return actorOf(request, nowMs).then(() => undefined)
      case "ops":
        return undefined
      case "hooks":
        // A gateway's own credential, which the route of its callback judges.
        delete request.headers.cookie
        return undefined
      case "app":
      case "files":
      case "other":
        // Nobody is judged here, so nobody is anybody behind it, whatever that makes of the path.
        delete request.headers.authorization
        delete request.headers.cookie
        return undefined
    }
  }
}
