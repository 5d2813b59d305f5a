import type { IncomingMessage } from "node:http"
import { z } from "zod"
import { wrongWith } from "./check-request"
import { apiKeyOf } from "./credentials"
import { askName, askStatus } from "./ask"
import { move, type Say } from "./move"
import { operationNames, operations, type Operation } from "./operations"
import { refusal } from "./reply"
import type { Fields, Simulation } from "./simulation"

/** All values are texts; the operator's own gateway takes no numbers. */
const fieldsSchema = z.record(z.string(), z.string())

const page = (status: number, text: string) => ({
  status,
  contentType: "text/html",
  body: `<html><body><h1>${status}</h1>${text}</body></html>`,
})

/** Answers one request of the operator's API. */
export async function handle(
  simulation: Simulation,
  request: Pick<IncomingMessage, "method" | "headers">,
  url: URL,
  body: string,
  say: Say
): Promise<void> {
  const operation = operationNames.find((name) => operations[name].path === url.pathname)
  if (operation === undefined) {
    say(page(404, "Not found"))
    return
  }
  if (request.method !== operations[operation].method) {
    say(page(405, "Method not allowed"))
    return
  }
  if ((request.headers.origin ?? "") === "") {
    say(page(403, "Request rejected"))
    return
  }
  const fields = fieldsOf(operation, url, body)
  simulation.stage.heard.push({ operation, fields, at: simulation.stage.now().toISOString() })
  const code = codeAtTheDoor(simulation, request.headers.authorization, operation, fields)
  if (code !== undefined) {
    const reference = fields.input_ThirdPartyReference ?? ""
    say(refusal(code, { conversationId: simulation.stage.ids.conversation(), reference }))
  } else if (operation === "query") {
    askStatus(simulation, fields, say)
  } else if (operation === "name") {
    askName(fields, say)
  } else {
    await move(simulation, { operation, fields }, say)
  }
}

function fieldsOf(operation: Operation, url: URL, body: string): Fields {
  if (operations[operation].method === "GET") {
    return Object.fromEntries(url.searchParams)
  }
  try {
    return fieldsSchema.parse(JSON.parse(body))
  } catch {
    // Like a body without any: INS-20.
    return {}
  }
}

function codeAtTheDoor(
  { credentials }: Simulation,
  authorization: string | undefined,
  operation: Operation,
  fields: Fields
): string | undefined {
  const token = /^Bearer (\S+)$/.exec(authorization ?? "")?.[1] ?? ""
  return apiKeyOf(token, credentials.privateKey) === credentials.apiKey
    ? wrongWith(operation, fields, credentials)
    : "INS-2"
}
