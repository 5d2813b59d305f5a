import { createServer } from "node:http"
import { listen, planOf } from "./listen"

/** Bodies by URL. */
export type BytesPlan = Record<string, string>

/** The least that a Node server can do for a body it has: look it up and send it. */
async function main(): Promise<void> {
  const plan = await planOf<BytesPlan>()
  const bodies = new Map(Object.entries(plan).map(([url, body]) => [url, Buffer.from(body)]))
  listen(
    createServer((request, response) => {
      const body = bodies.get(request.url ?? "")
      if (body === undefined) {
        response.writeHead(404).end()
        return
      }
      response.writeHead(200, {
        "Content-Type": "application/json; charset=utf-8",
        "Content-Length": body.length,
      })
      response.end(body)
    })
  )
}

void main()
