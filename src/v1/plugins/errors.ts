import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify"
import fp from "fastify-plugin"
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod"
import { isPostgresUnavailable } from "../../../modules/read-model/postgres/unavailable"
import { InvalidCursorError } from "../../../modules/catalog/search/rules/cursor"
import { AppError, type ErrorDetail } from "../../lib/errors"
import { errorTable, type ErrorCode } from "../../lib/error-table"
import { sendMedusaError } from "../../auth/errors"
import { languageOf } from "../../http/languages"
import { doorOf, routePathOf } from "../../http/route-path"

type Validation = { instancePath: string; params?: Record<string, unknown>; message?: string }

/** One detail a field; an unknown field is named by its own name. */
function detailsOf(validation: readonly Validation[]): ErrorDetail[] {
  return validation.flatMap(({ instancePath, params, message }) => {
    const path = instancePath.split("/").filter((part) => part !== "")
    const keys: unknown = params?.keys
    return Array.isArray(keys)
      ? keys.map((key) => ({ path: [...path, String(key)].join("."), message: "is not known" }))
      : [{ path: path.join("."), message: message ?? "is not valid" }]
  })
}

const byStatus: Record<number, ErrorCode> = {
  400: "MALFORMED_REQUEST",
  404: "NOT_FOUND",
  413: "PAYLOAD_TOO_LARGE",
  415: "UNSUPPORTED_MEDIA_TYPE",
}

function toAppError(error: FastifyError): AppError {
  if (error instanceof AppError) {
    return error
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    return new AppError("VALIDATION_FAILED", { details: detailsOf(error.validation), cause: error })
  }
  if (error instanceof InvalidCursorError) {
    return new AppError("VALIDATION_FAILED", {
      details: [{ path: "cursor", message: "is not a cursor of this list" }],
      cause: error,
    })
  }
  if (isPostgresUnavailable(error)) {
    return new AppError("SERVICE_UNAVAILABLE", { headers: { "Retry-After": "5" }, cause: error })
  }
  // Fastify's own errors before a handler ran have codes; anything else is ours to hide.
  const { code, statusCode = 500 } = error as Partial<FastifyError>
  const known = code?.startsWith("FST_") === true ? byStatus[statusCode] : undefined
  return new AppError(known ?? "INTERNAL_ERROR", { cause: error })
}

/** Writes the envelope of an error; what happened inside goes to the log, never to the client. */
function sendError(request: FastifyRequest, reply: FastifyReply, error: AppError): FastifyReply {
  if (doorOf(routePathOf(request.url) ?? "/") === "auth") {
    return sendMedusaError(request, reply, error)
  }
  const language = languageOf(request.headers["accept-language"])
  return reply
    .code(error.status)
    .headers({ ...error.headers, "cache-control": "no-store" })
    .type("application/json; charset=utf-8")
    .send({
      success: false,
      error: {
        code: error.code,
        message: errorTable[error.code][language],
        ...(error.details === undefined ? {} : { details: error.details }),
        requestId: request.id,
      },
    })
}

function matcher(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+?^${}()|[\]\\]/g, "\\$&")
  return new RegExp(`^${escaped.replace(/:[A-Za-z]+/g, "[^/]+").replace("*", ".*")}/?$`)
}

/** Answers errors, unknown paths and wrong methods in the API's envelope. */
export const errorAnswers = fp((app: FastifyInstance, _options, done) => {
  const routes: { matches: RegExp; method: string }[] = []
  app.addHook("onRoute", (route) => {
    for (const method of [route.method].flat()) {
      routes.push({
        matches: matcher(route.url),
        method,
      })
    }
  })
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const answer = toAppError(error)
    if (answer.status >= 500) {
      request.log.error({ err: answer.cause ?? answer, requestId: request.id }, "request failed")
    }
    return sendError(request, reply, answer)
  })
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split("?")[0] ?? ""
    const allowed = new Set(
      routes.filter((route) => route.matches.test(path)).map((route) => route.method)
    )
    return sendError(
      request,
      reply,
      allowed.size === 0
        ? new AppError("NOT_FOUND")
        : new AppError("METHOD_NOT_ALLOWED", { headers: { allow: [...allowed].sort().join(", ") } })
    )
  })
  done()
})
