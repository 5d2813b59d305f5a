import { createHash } from "node:crypto"
import type { FastifyReply, FastifyRequest } from "fastify"
import fp from "fastify-plugin"
import {
  abandonRequest,
  beginRequest,
  finishRequest,
} from "../../../modules/idempotency/store/keys"
import { identityOf } from "../../identity/identity"
import { AppError } from "../../lib/errors"
import type { V1Context } from "../context"

declare module "fastify" {
  interface FastifyContextConfig {
    /** A client may send an Idempotency-Key: the same request under it is done once. */
    idempotent?: boolean
  }
}

const keyPattern = /^[\x21-\x7e]{1,255}$/
const heldKey = Symbol("idempotency key")
type Holding = FastifyRequest & { [heldKey]?: string | undefined }

function keyOf(request: FastifyRequest): string | undefined {
  const key = request.headers["idempotency-key"]
  if (request.routeOptions.config.idempotent !== true || key === undefined) {
    return undefined
  }
  if (typeof key !== "string" || !keyPattern.test(key)) {
    const message = "must be 1 to 255 visible characters"
    throw new AppError("VALIDATION_FAILED", { details: [{ path: "Idempotency-Key", message }] })
  }
  const who = identityOf(request.raw)?.userId ?? request.headers["x-session-id"] ?? ""
  return createHash("sha256")
    .update(`${String(who)}\n${key}`)
    .digest("hex")
}

function fingerprintOf(request: FastifyRequest): string {
  const asked = JSON.stringify([request.method, request.url, request.body ?? null])
  return createHash("sha256").update(asked).digest("hex")
}

/** The same for every try of one request under a client's key; undefined without one. */
export function requestKeyOf(request: FastifyRequest): string | undefined {
  return (request as Holding)[heldKey]
}

/**
 * Does a request under an Idempotency-Key once for each account, and answers its repeats for a
 * day with what was answered then. What failed on our side is not kept: it may be tried again.
 */
export const idempotency = fp<{ context: V1Context }>((app, { context }, done) => {
  const { pool } = context.readModel

  app.addHook("preHandler", async (request: Holding, reply: FastifyReply) => {
    const id = keyOf(request)
    if (id === undefined) {
      return
    }
    const begun = await beginRequest(pool, id, fingerprintOf(request))
    switch (begun.state) {
      case "new":
        request[heldKey] = id
        return
      case "answered":
        return reply
          .code(begun.status)
          .header("content-type", "application/json; charset=utf-8")
          .header("idempotency-replayed", "true")
          .serializer((body: unknown) => String(body))
          .send(begun.body)
      case "reused":
        throw new AppError("IDEMPOTENCY_KEY_REUSED")
      case "in_flight":
        throw new AppError("IDEMPOTENCY_IN_FLIGHT", { headers: { "Retry-After": "1" } })
    }
  })

  app.addHook("onSend", async (request: Holding, reply, payload) => {
    const id = request[heldKey]
    if (id === undefined) {
      return
    }
    request[heldKey] = undefined
    const { statusCode: status } = reply
    // Refused for now, or failed on our side: the same request may succeed later.
    await (status >= 500 || status === 409 || status === 429 || typeof payload !== "string"
      ? abandonRequest(pool, id)
      : finishRequest(pool, id, { status, body: payload }))
  })
  done()
})
