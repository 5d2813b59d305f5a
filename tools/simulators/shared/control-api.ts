import { z } from "zod"
import { fates } from "./book"
import type { Controls } from "./controls"
import type { RawAnswer } from "./wire"

export const controlPrefix = "/__"

export type ControlRequest = { method: string; url: URL; body: string }

const settlement = z.strictObject({ reference: z.string(), fate: z.enum(fates) })
const movement = z.strictObject({
  kind: z.enum(["charge", "refund", "payout"]),
  reference: z.string(),
  orderReference: z.string().default(""),
  of: z.string().nullable().default(null),
  phone: z.string(),
  amount: z.number().int().positive(),
})
const callbackUrl = z.strictObject({ url: z.url().nullable() })
const date = z.iso.date()

const json = (value: unknown, status = 200): RawAnswer => ({
  status,
  contentType: "application/json",
  body: JSON.stringify(value),
})

type Handler = (request: ControlRequest) => RawAnswer | Promise<RawAnswer>

/** The controls over HTTP, for other processes; README.md lists them. */
export function createControlApi<AStep>(
  controls: Controls<AStep>,
  stepSchema: z.ZodType<AStep>,
  more: Readonly<Record<string, Handler>> = {}
): (request: ControlRequest) => Promise<RawAnswer> {
  const handlers: Readonly<Record<string, Handler>> = {
    "GET /__ledger": () => json(controls.ledger()),
    "GET /__entries": () => json(controls.entries()),
    "GET /__heard": () => json(controls.heard()),
    "GET /__deliveries": () => json(controls.deliveries()),
    "GET /__statement": ({ url }) => ({
      status: 200,
      contentType: "text/csv; charset=utf-8",
      body: controls.statement(date.parse(url.searchParams.get("date"))),
    }),
    "POST /__script": ({ body }) => {
      const steps = z.union([z.array(stepSchema), stepSchema]).parse(JSON.parse(body))
      controls.script(...([steps].flat() as AStep[]))
      return json({})
    },
    "DELETE /__script": () => {
      controls.clearScript()
      return json({})
    },
    "POST /__settle": ({ body }) => {
      const { reference, fate } = settlement.parse(JSON.parse(body))
      const entry = controls.settle(reference, fate)
      return json(entry ?? {}, entry === undefined ? 404 : 200)
    },
    "POST /__record": ({ body }) => json(controls.record(movement.parse(JSON.parse(body)))),
    "POST /__callback": async ({ body }) => {
      await controls.callBack(body)
      return json({})
    },
    "POST /__callback-url": ({ body }) => {
      controls.setCallbackUrl(callbackUrl.parse(JSON.parse(body)).url ?? undefined)
      return json({})
    },
    ...more,
  }

  return async (request) => {
    const handler = handlers[`${request.method} ${request.url.pathname}`]
    if (handler === undefined) {
      return json({ error: "no such control" }, 404)
    }
    try {
      return await handler(request)
    } catch (error) {
      return json({ error: error instanceof Error ? error.message : String(error) }, 400)
    }
  }
}
