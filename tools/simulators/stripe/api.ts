import { setTimeout as sleep } from "node:timers/promises"
import { newId } from "./account"
import { authenticate } from "./authenticate"
import { expand } from "./expand"
import { StripeFailure } from "./failure"
import type { Kept } from "./idempotency"
import { Params, parseForm } from "./params"
import { routeOf } from "./routes"
import type { RequestFault } from "./script"
import type { Simulation } from "./simulation"

/** A request as it came. */
export type Asked = {
  method: string
  path: string
  /** Of a GET and a DELETE the query string, else the body. */
  form: string
  authorization: string | undefined
  idempotencyKey: string | undefined
}

/** What to answer, and what is to go wrong with it. */
export type ToAnswer = Kept & {
  headers: Record<string, string>
  fault: RequestFault["answer"]
  /** To be called when the answer is gone, or lost. */
  afterwards: () => void
}

/** Does what a request asks for. */
export async function ask(simulation: Simulation, asked: Asked): Promise<ToAnswer> {
  const requestId = newId("req")
  const headers: Record<string, string> = {
    "request-id": requestId,
    ...(asked.idempotencyKey === undefined ? {} : { "idempotency-key": asked.idempotencyKey }),
  }
  try {
    return await perform(simulation, asked, requestId, headers)
  } catch (error) {
    return { ...toKept(error, requestId), headers, fault: "normal", afterwards: () => undefined }
  }
}

async function perform(
  simulation: Simulation,
  asked: Asked,
  requestId: string,
  headers: Record<string, string>
): Promise<ToAnswer> {
  const { account, keys, webhooks } = simulation
  const params = new Params(parseForm(asked.form))
  const { route, id } = routeOf(asked.method, asked.path)
  const intent = account.intents.get(id)
  authenticate(
    asked.authorization,
    params,
    simulation.secretKey,
    route.isForBrowsers ? { intent } : undefined
  )
  const about = [
    id,
    params.text("payment_intent"),
    ...Object.values(params.metadata()),
    ...Object.values(intent?.metadata ?? {}),
  ].filter((each) => each !== undefined)
  const fault = simulation.script.takeForRequest(route.operation, about)
  if (fault.answer === "rate_limit") {
    throw new StripeFailure(429, "invalid_request_error", "Too many requests", {
      code: "rate_limit",
    })
  }
  const key = asked.method === "POST" ? asked.idempotencyKey : undefined
  if (key !== undefined && fault.work === "done") {
    const earlier = keys.begin(key, `${asked.method} ${asked.path} ${asked.form}`, requestId)
    if (earlier !== undefined) {
      const replayed = { "idempotent-replayed": "true", "original-request": earlier.requestId }
      return {
        ...earlier,
        headers: { ...headers, ...replayed },
        fault: fault.answer,
        afterwards: () => undefined,
      }
    }
  }
  await sleep(fault.delayMs)
  const answer = work(fault, requestId, () => {
    const settlesLater = fault.settles === "later"
    const object = route.run({ account, params, id, settlesLater })
    return expand(object, params.list("expand"), (each) => account.find(each))
  })
  if (key !== undefined && fault.work === "done") {
    keys.end(key, answer.isKept ? answer : undefined)
  }
  const events = account.takeEvents({ id: requestId, idempotency_key: key ?? null })
  simulation.events.push(...events)
  let afterwards: () => void = () => undefined
  const isAnswered = new Promise<void>((resolve) => {
    afterwards = resolve
  })
  if (fault.webhooks === "before_answer") {
    await webhooks.send(events)
  } else {
    simulation.inBackground(isAnswered.then(() => webhooks.send(events)))
  }
  await sleep(fault.answerAfterMs)
  return { status: answer.status, body: answer.body, headers, fault: fault.answer, afterwards }
}

function work(
  fault: RequestFault,
  requestId: string,
  act: () => object
): Kept & { isKept: boolean } {
  const answer = fault.work === "done" ? tryTo(act, requestId) : undefined
  if (fault.answer === "api_error" || answer === undefined) {
    const failure = new StripeFailure(500, "api_error", "An unknown error occurred")
    return { status: 500, body: failure.body(requestId), isKept: true }
  }
  return answer
}

function tryTo(act: () => object, requestId: string): Kept & { isKept: boolean } {
  try {
    return { status: 200, body: act(), isKept: true }
  } catch (error) {
    return { ...toKept(error, requestId), isKept: error instanceof StripeFailure && error.isKept }
  }
}

function toKept(error: unknown, requestId: string): Kept {
  if (error instanceof StripeFailure) {
    return { status: error.status, body: error.body(requestId) }
  }
  throw error
}
