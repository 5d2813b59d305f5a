import type { FastifyRequest, preValidationAsyncHookHandler } from "fastify"
import { z } from "zod"
import { AppError } from "../../lib/errors"

/** Bounds of what a form may hold beside its file: enough to name what is wrong with it. */
export const formLimits = { files: 2, fields: 4, parts: 6, fieldNameSize: 100, fieldSize: 1_000 }

/** A file within a form, as its bytes. */
export const formFile = z
  .custom<Buffer>((value) => Buffer.isBuffer(value), "must be a file")
  .meta({ type: "string", format: "binary" })

/** @throws AppError for a form that is cut off, has too many parts, or a file too large. */
async function readForm(request: FastifyRequest, fileSize: number): Promise<[string, unknown][]> {
  const parts: [string, unknown][] = []
  try {
    for await (const part of request.parts({ limits: { ...formLimits, fileSize } })) {
      parts.push([part.fieldname, part.type === "file" ? await part.toBuffer() : part.value])
    }
  } catch (error) {
    const { statusCode } = error as { statusCode?: number }
    throw new AppError(statusCode === 413 ? "PAYLOAD_TOO_LARGE" : "MALFORMED_REQUEST", {
      cause: error,
    })
  }
  return parts
}

/**
 * Makes a multipart form the request's body, its files as buffers, for the route's schema
 * to judge like any other.
 *
 * @param fileSize most bytes of one file
 */
export function readFileForm(fileSize: number): preValidationAsyncHookHandler {
  return async (request) => {
    if (!request.isMultipart()) {
      throw new AppError("UNSUPPORTED_MEDIA_TYPE")
    }
    const parts = await readForm(request, fileSize)
    const twice = parts.find(([name], at) => parts.findIndex(([other]) => other === name) < at)
    if (twice !== undefined) {
      const details = [{ path: twice[0], message: "must be there once" }]
      throw new AppError("VALIDATION_FAILED", { details })
    }
    request.body = Object.fromEntries(parts)
  }
}
