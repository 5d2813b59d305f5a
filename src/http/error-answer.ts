import type { ServerResponse } from "node:http"
import { errorTable } from "../lib/error-table"
import type { Language } from "./languages"

/** Errors the front layer answers itself; the shared ones come from the API's table. */
export const frontErrors = {
  MALFORMED_REQUEST: errorTable.MALFORMED_REQUEST,
  FORBIDDEN: errorTable.FORBIDDEN,
  REQUEST_TIMEOUT: {
    status: 408,
    pt: "O pedido demorou demasiado a chegar.",
    en: "The request took too long to arrive.",
  },
  PAYLOAD_TOO_LARGE: errorTable.PAYLOAD_TOO_LARGE,
  URI_TOO_LONG: {
    status: 414,
    pt: "O endereço do pedido é demasiado longo.",
    en: "The address of the request is too long.",
  },
  RATE_LIMITED: errorTable.RATE_LIMITED,
  HEADERS_TOO_LARGE: {
    status: 431,
    pt: "Os cabeçalhos do pedido são demasiado grandes.",
    en: "The headers of the request are too large.",
  },
  SERVICE_UNAVAILABLE: errorTable.SERVICE_UNAVAILABLE,
  DRAINING: {
    status: 503,
    pt: "Este servidor está a encerrar. Repita o pedido.",
    en: "This server is shutting down. Repeat the request.",
  },
} as const satisfies Record<string, { status: number; pt: string; en: string }>

export type FrontErrorCode = keyof typeof frontErrors

/** The JSON body of an error, in the envelope every door of the API uses. */
export function errorBody(code: FrontErrorCode, language: Language, requestId: string): string {
  const message = frontErrors[code][language]
  return JSON.stringify({ success: false, error: { code, message, requestId } })
}

/** What an error is answered with. */
export interface ErrorAnswer {
  readonly code: FrontErrorCode
  readonly language: Language
  readonly requestId: string
  /** Seconds after which to try again. */
  readonly retryAfter?: number | undefined
  /** Whether the connection ends with this answer, as when a body was left unread. */
  readonly close?: boolean
}

/** Writes the head of an error and gives its body, for the caller to send. */
export function writeErrorHead(response: ServerResponse, answer: ErrorAnswer): string {
  const body = errorBody(answer.code, answer.language, answer.requestId)
  const head: Record<string, string> = {
    "content-type": "application/json; charset=utf-8",
    "content-length": String(Buffer.byteLength(body)),
    "content-language": answer.language,
    "cache-control": "no-store",
  }
  if (answer.retryAfter !== undefined) {
    head["retry-after"] = String(answer.retryAfter)
  }
  if (answer.close === true) {
    head["connection"] = "close"
  }
  response.writeHead(frontErrors[answer.code].status, head)
  return body
}

/** Answers a request with an error of the front layer. */
export function answerError(response: ServerResponse, answer: ErrorAnswer): void {
  response.end(writeErrorHead(response, answer))
}
