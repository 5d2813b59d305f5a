import { promisify } from "node:util"
import { brotliCompress, constants, gzip } from "node:zlib"
import type { OutgoingHttpHeaders } from "node:http"
import type { FastifyInstance } from "fastify"
import fp from "fastify-plugin"
import { etagOf, headersOf, type CacheEntry } from "../../http/cache-entry"
import { cacheKeyOf, encodingOfKey } from "../../http/cache-key"
import type { Fill, ResponseCache } from "../../http/response-cache"

declare module "fastify" {
  interface FastifyRequest {
    /** The shared answer this request is making; absent where it may not be shared. */
    fill: Fill | null
    fillKey: string
  }
  interface FastifyContextConfig {
    /** Tags of what every answer of this route depends on; naming them makes the answer shareable. */
    cacheTags?: (request: FastifyRequest) => string[]
  }
}

const compressGzip = promisify(gzip)
const compressBrotli = promisify(brotliCompress)
/** Below this many bytes compressing costs more than it saves. */
const leastCompressed = 1_024

async function encode(payload: string, encoding: string): Promise<Buffer | undefined> {
  if (payload.length < leastCompressed || encoding === "identity") {
    return undefined
  }
  return encoding === "br"
    ? compressBrotli(payload, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })
    : compressGzip(payload)
}

export type ReadyBytesOptions = {
  cache?: ResponseCache | undefined
  /** Told what a shared answer is counted for, each time no handler sees the request. */
  onCounted: (id: string) => void
}

/**
 * Keeps answers of routes that name `cacheTags` as bytes ready to send. A request
 * that finds its answer being made by another waits for that one.
 */
export const readyBytes = fp((app: FastifyInstance, options: ReadyBytesOptions, done) => {
  const { cache, onCounted } = options
  app.decorateRequest("fill", null)
  app.decorateRequest("fillKey", "")
  if (cache === undefined) {
    done()
    return
  }

  app.addHook("onRequest", async (request, reply) => {
    const tagsOf = request.routeOptions.config.cacheTags
    const key =
      tagsOf === undefined || request.method !== "GET" ? undefined : cacheKeyOf(request.raw)
    if (tagsOf === undefined || key === undefined) {
      return
    }
    const flight = cache.join(key)
    // Not awaited where there is none: the pause would let others miss beside this one.
    const made: CacheEntry | undefined = flight === undefined ? undefined : await flight
    if (made !== undefined) {
      if (made.countedFor !== undefined) {
        onCounted(made.countedFor)
      }
      return reply.headers(headersOf(made)).send(made.body)
    }
    request.fillKey = key
    request.fill = cache.openFill(key, tagsOf(request))
  })

  app.addHook("onSend", async (request, reply, payload) => {
    const { fill } = request
    if (fill === null || typeof payload !== "string" || reply.statusCode !== 200) {
      return payload
    }
    const encoding = encodingOfKey(request.fillKey)
    const encoded = await encode(payload, encoding)
    if (encoded !== undefined) {
      reply.header("content-encoding", encoding)
    }
    reply.removeHeader("content-length")
    const body = encoded ?? Buffer.from(payload)
    // Set here, so that whoever gets this answer and whoever gets it ready see the same tag.
    reply.header("etag", etagOf(body))
    fill.commit(body, { status: 200, headers: reply.getHeaders() as OutgoingHttpHeaders })
    return body
  })

  app.addHook("onResponse", (request, _reply, next) => {
    // Does nothing after a commit; frees those who wait where the answer was no success.
    request.fill?.abort()
    next()
  })
  done()
})
