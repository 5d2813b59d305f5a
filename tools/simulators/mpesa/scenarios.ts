import type { Scenario } from "../shared/script"
import type { Operation } from "./operations"
import type { MpesaReply } from "./reply"

type MpesaScenario = Scenario<Operation, MpesaReply>

const code = (name: string): MpesaReply => ({ type: "code", code: name })
const status = (name: string): MpesaReply => ({ type: "status", status: name })
const body = (httpStatus: number, contentType: string, text: string): MpesaReply => ({
  type: "body",
  status: httpStatus,
  contentType,
  body: text,
})
const html = (httpStatus: number) =>
  body(httpStatus, "text/html", `<html><body><h1>${httpStatus}</h1>Request rejected.</body></html>`)
const hang: MpesaReply = { type: "hang" }
const cut: MpesaReply = { type: "cut" }
const accepted: MpesaReply = { type: "accepted" }
const serverError = body(500, "application/json", `{"message":"Server Error"}`)
const outputError = body(401, "application/json", `{"output_error":"Unauthorized"}`)

const once = { when: "after_settling", times: 1, spreadMs: 0, claim: "truth" } as const

/** Whole scenarios by name; a phone stands for each. New ones go to the end: README.md numbers them. */
export const scenarios = {
  success: {},
  slow_success: { c2b: [{ settleMs: 8_000 }] },
  wrong_pin: { c2b: [{ fate: "failed", reply: code("INS-2001") }] },
  cancelled: { c2b: [{ fate: "cancelled" }] },
  no_funds: { c2b: [{ fate: "failed", reply: code("INS-2006") }] },
  no_answer: { c2b: [{ fate: "pending" }] },
  timeout_after_debit: { c2b: [{ reply: hang }] },
  cut_after_debit: { c2b: [{ reply: cut }] },
  html_403: { c2b: [{ fate: "none", reply: html(403) }] },
  html_502_after_debit: { c2b: [{ reply: html(502) }] },
  server_error: { c2b: [{ fate: "none", reply: serverError }] },
  server_error_after_debit: { c2b: [{ reply: serverError }] },
  empty_body_after_debit: { c2b: [{ reply: body(200, "application/json", "") }] },
  unauthorised_code: { c2b: [{ fate: "none", reply: code("INS-2") }] },
  output_error: { c2b: [{ fate: "none", reply: outputError }] },
  busy_then_success: { c2b: [{ fate: "none", reply: code("INS-16") }, {}] },
  accepted_then_callback: {
    c2b: [{ answer: "before", reply: accepted, settleMs: 1_000, callback: once }],
  },
  callback_before_answer: {
    c2b: [{ reply: accepted, callback: { ...once, when: "before_answer" } }],
  },
  callback_storm: {
    c2b: [{ callback: { ...once, times: 50, spreadMs: 2_000, claim: "mixed" } }],
  },
  forged_callback: {
    c2b: [
      {
        answer: "before",
        reply: accepted,
        fate: "cancelled",
        callback: { ...once, claim: "success" },
      },
    ],
  },
  query_knows_late: {
    c2b: [{ reply: hang }],
    query: [{ reply: status("N/A") }, { reply: status("N/A") }, { reply: status("N/A") }, {}],
  },
  query_errors_first: {
    c2b: [{ reply: hang }],
    query: [{ reply: code("INS-1") }, { reply: html(502) }, { reply: cut }, {}],
  },
  query_says_cancelled: { c2b: [{ reply: hang, fate: "cancelled" }] },
  query_says_expired: { c2b: [{ reply: hang, fate: "expired" }] },
  illegal_header_after_debit: { c2b: [{ reply: { type: "illegal_header" } }] },
  truncated_after_debit: { c2b: [{ reply: { type: "truncate" } }] },
  late_success: { c2b: [{ answer: "before", reply: code("INS-9"), settleMs: 20_000 }] },
  html_403_after_debit: { c2b: [{ reply: html(403) }] },
  anothers_answer: { c2b: [{ reply: { type: "anothers" } }] },
  internal_error_after_debit: { c2b: [{ reply: code("INS-1") }] },
  failure_after_debit: { c2b: [{ reply: code("INS-6") }] },
  reversal_refused: { reversal: [{ fate: "none", reply: code("INS-6") }] },
  second_reversal_refused: { reversal: [{}, { fate: "none", reply: code("INS-6") }] },
  timeout_after_reversal: { reversal: [{ reply: hang }, {}] },
  payout_without_float: { b2c: [{ fate: "failed", reply: code("INS-2006") }] },
  timeout_after_payout: { b2c: [{ reply: hang }] },
  payout_to_nobody: { b2c: [{ fate: "failed", reply: code("INS-2002") }] },
  payout_not_enabled: { b2c: [{ fate: "none", reply: code("INS-26") }] },
} as const satisfies Readonly<Record<string, MpesaScenario>>

export type MpesaScenarioName = keyof typeof scenarios

export const scenarioNames = Object.keys(scenarios) as MpesaScenarioName[]

/** +258 84 000 00 NN, NN being the scenario's place in the table above, from 01. */
export function scenarioOfPhone(phone: string): MpesaScenario | undefined {
  const place = /^\+25884000(\d{4})$/.exec(phone)?.[1]
  const name = place === undefined ? undefined : scenarioNames[Number(place) - 1]
  return name === undefined ? undefined : scenarios[name]
}
