import type { FastifyReply, FastifyRequest } from "fastify"
import { languageOf } from "../http/languages"
import { errorTable } from "../lib/error-table"
import type { AppError } from "../lib/errors"

const types: Partial<Record<number, string>> = {
  400: "invalid_data",
  401: "unauthorized",
  403: "forbidden",
  404: "not_found",
  409: "conflict",
  422: "invalid_data",
  429: "too_many_requests",
}

/** Answers an error as Medusa's SDK and dashboard read it, with our code beside. */
export function sendMedusaError(
  request: FastifyRequest,
  reply: FastifyReply,
  error: AppError
): FastifyReply {
  const language = languageOf(request.headers["accept-language"])
  const details = error.details?.map((detail) => `${detail.path}: ${detail.message}`).join("; ")
  const message = errorTable[error.code][language]
  return reply
    .code(error.status)
    .headers({ ...error.headers, "cache-control": "no-store" })
    .type("application/json; charset=utf-8")
    .send({
      type: types[error.status] ?? "unexpected_state",
      code: error.code,
      message: details === undefined ? message : `${message} ${details}`,
      requestId: request.id,
    })
}
