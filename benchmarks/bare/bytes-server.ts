import { createServer } from "node:http"
import { listen, planOf } from "./listen"

/** Whole answers by URL: a head, names and values in turn, and a body. */
export type BytesPlan = Record<string, { head: string[]; body: string }>

/** The least that a Node server can do for an answer it has: look it up and send it. */
async function main(): Promise<void> {
  const plan = await planOf<BytesPlan>()
  const answers = new Map(
    Object.entries(plan).map(([url, { head, body }]) => [url, { head, body: Buffer.from(body) }])
  )
  listen(
    createServer((request, response) => {
      const answer = answers.get(request.url ?? "")
      if (answer === undefined) {
        response.writeHead(404).end()
        return
      }
      response.writeHead(200, answer.head)
      response.end(answer.body)
    })
  )
}

void main()
