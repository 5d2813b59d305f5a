import type { IncomingMessage } from "node:http"
import type { Role } from "../../modules/account/rules/permissions"

/** Whom a request is from, as the front layer established it. */
export type Identity = {
  /** ObjectId of the account. */
  userId: string
  email: string
  role: Role
  /** ObjectId of the seller the account works for. */
  sellerId?: string
  sessionId: string
  /** Whether it rests on a bearer token or on a dashboard's cookie. */
  by: "token" | "cookie"
  /** Seconds since 1970 when the token began and ends; for a cookie the moment of the request. */
  issuedAt: number
  expiresAt: number
}

const identityKey = Symbol("identity")
type Marked = IncomingMessage & { [identityKey]?: Identity }

/** Whom a request is from; undefined where nobody is signed in. */
export function identityOf(request: IncomingMessage): Identity | undefined {
  return (request as Marked)[identityKey]
}

export function setIdentity(request: IncomingMessage, identity: Identity): void {
  const marked: Marked = request
  marked[identityKey] = identity
}
