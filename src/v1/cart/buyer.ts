import type { FastifyRequest } from "fastify"
import { can } from "../../../modules/account/rules/permissions"
import { bearerOf } from "../../identity/identify"
import { identityOf } from "../../identity/identity"
import { AppError } from "../../lib/errors"
import type { CartOwner } from "../../workflows/cart/holders"

/** What a client makes up for a guest: long enough that nobody guesses it. */
const sessionPattern = /^[A-Za-z0-9_-]{16,64}$/

function sessionOf(request: FastifyRequest): string | undefined {
  const given = request.headers["x-session-id"]
  if (given === undefined) {
    return undefined
  }
  if (typeof given !== "string" || !sessionPattern.test(given)) {
    const message = "must be 16 to 64 letters, digits, hyphens and underscores"
    throw new AppError("VALIDATION_FAILED", { details: [{ path: "X-Session-Id", message }] })
  }
  return given
}

/**
 * Whose cart a request is about: the account's that is signed in, else the guest's session's.
 *
 * @throws AppError UNAUTHENTICATED where it is nobody's, or a token is not good any more: the
 * guest's cart would be taken for the account's.
 */
export function cartOwnerOf(request: FastifyRequest): CartOwner {
  const sessionId = sessionOf(request)
  const identity = identityOf(request.raw)
  if (identity === undefined) {
    if (sessionId === undefined || bearerOf(request.raw) !== undefined) {
      throw new AppError("UNAUTHENTICATED", { headers: { "WWW-Authenticate": "Bearer" } })
    }
    return { sessionId }
  }
  if (!can(identity.role, "create:orders")) {
    throw new AppError("FORBIDDEN")
  }
  return { userId: identity.userId, ...(sessionId === undefined ? {} : { sessionId }) }
}
