import type { Scenario } from "../shared/script"
import type { Operation } from "./check-request"
import type { EmolaReply } from "./reply"

type EmolaScenario = Scenario<Operation, EmolaReply>

const gateway = (error: string): EmolaReply => ({ type: "gateway", error })
const business = (errorCode: string): EmolaReply => ({ type: "business", errorCode })
const org = (code: string | null): EmolaReply => ({ type: "org", code })
const hang: EmolaReply = { type: "hang" }
const once = { when: "after_settling", times: 1, spreadMs: 0, claim: "truth" } as const
const html502: EmolaReply = {
  type: "body",
  status: 502,
  contentType: "text/html",
  body: "<html><body><h1>502</h1></body></html>",
}

/** Whole scenarios by name; a phone stands for each. New ones go to the end: README.md numbers them. */
export const scenarios = {
  success: {},
  accepted_then_callback: {
    pushUssdMessage: [{ answer: "before", settleMs: 1_000, callback: once }],
  },
  accepted_without_callback: { pushUssdMessage: [{ answer: "before", settleMs: 1_000 }] },
  callback_before_answer: {
    pushUssdMessage: [{ reply: business("22"), callback: { ...once, when: "before_answer" } }],
  },
  callback_storm: {
    pushUssdMessage: [{ callback: { ...once, times: 50, spreadMs: 2_000, claim: "mixed" } }],
  },
  forged_callback: {
    pushUssdMessage: [
      { answer: "before", fate: "cancelled", callback: { ...once, claim: "success" } },
    ],
  },
  no_pin: { pushUssdMessage: [{ fate: "cancelled" }] },
  no_answer: { pushUssdMessage: [{ fate: "pending" }] },
  no_pin_after_debit: { pushUssdMessage: [{ reply: business("11") }] },
  declined: { pushUssdMessage: [{ fate: "failed" }] },
  no_wallet: { pushUssdMessage: [{ fate: "none", reply: business("12") }] },
  busy_number: { pushUssdMessage: [{ fate: "none", reply: business("20") }] },
  error_99: { pushUssdMessage: [{ fate: "none", reply: business("99") }] },
  error_99_after_debit: { pushUssdMessage: [{ reply: business("99") }] },
  timeout_2007: { pushUssdMessage: [{ fate: "none", reply: gateway("2007") }] },
  timeout_2007_after_debit: { pushUssdMessage: [{ reply: gateway("2007") }] },
  ip_not_allowed: { pushUssdMessage: [{ fate: "none", reply: gateway("8000") }] },
  busy_then_success: { pushUssdMessage: [{ fate: "none", reply: gateway("5000") }, {}] },
  timeout_after_debit: { pushUssdMessage: [{ reply: hang }] },
  html_502_after_debit: { pushUssdMessage: [{ reply: html502 }] },
  soap_fault_after_debit: { pushUssdMessage: [{ reply: { type: "soap_fault" } }] },
  truncated_after_debit: { pushUssdMessage: [{ reply: { type: "truncate" } }] },
  cut_after_debit: { pushUssdMessage: [{ reply: { type: "cut" } }] },
  cdata_and_right_spelling: {
    pushUssdMessage: [{ reply: { type: "truth", originalAs: "cdata", requestIdAs: "requestId" } }],
    pushUssdQueryTrans: [{ reply: { type: "truth", originalAs: "cdata" } }],
  },
  query_says_failed: { pushUssdMessage: [{ reply: hang, fate: "cancelled" }] },
  query_says_nothing: {
    pushUssdMessage: [{ reply: hang }],
    pushUssdQueryTrans: [{ reply: org(null) }, { reply: org(null) }, {}],
  },
  query_errors_first: {
    pushUssdMessage: [{ reply: hang }],
    pushUssdQueryTrans: [{ reply: business("99") }, { reply: gateway("2007") }, {}],
  },
  late_success: {
    pushUssdMessage: [{ answer: "before", reply: business("99"), settleMs: 20_000 }],
  },
  payout_declined: { pushUssdDisbursementB2C: [{ fate: "failed" }] },
  timeout_after_payout: { pushUssdDisbursementB2C: [{ reply: hang }] },
  payout_not_enabled: { pushUssdDisbursementB2C: [{ fate: "none", reply: business("24") }] },
} as const satisfies Readonly<Record<string, EmolaScenario>>

export type EmolaScenarioName = keyof typeof scenarios

export const scenarioNames = Object.keys(scenarios) as EmolaScenarioName[]

/** +258 86 000 00 NN, NN being the scenario's place in the table above, from 01. */
export function scenarioOfPhone(phone: string): EmolaScenario | undefined {
  const place = /^\+25886000(\d{4})$/.exec(phone)?.[1]
  const name = place === undefined ? undefined : scenarioNames[Number(place) - 1]
  return name === undefined ? undefined : scenarios[name]
}
