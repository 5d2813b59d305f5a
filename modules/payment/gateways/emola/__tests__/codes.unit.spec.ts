import fc from "fast-check"
import type { RefusalReason } from "../../gateway"
import type { EmolaAnswer } from "../rules/answer"
import { readPush, type EmolaReplyFacts } from "../rules/push"
import { readQuery } from "../rules/query"

const answer = (parts: Partial<EmolaAnswer>): EmolaAnswer => ({
  error: "0",
  errorCode: null,
  requestId: null,
  orgResponseCode: null,
  ...parts,
})

const reply = (parts: Partial<EmolaReplyFacts>): EmolaReplyFacts => ({
  sent: true,
  status: 200,
  fault: null,
  answer: undefined,
  ...parts,
})

const push = (parts: Partial<EmolaAnswer>, trust = false) =>
  readPush(reply({ answer: answer(parts) }), trust)

const refusals: [string, RefusalReason][] = [
  ["03", "declined"],
  ["06", "amount_refused"],
  ["07", "payer_not_found"],
  ["11", "no_answer_from_payer"],
  ["12", "payer_not_found"],
  ["20", "payer_busy"],
]

describe("the answer to a push", () => {
  it.each(refusals)("with %s refuses: %s", (errorCode, reason) => {
    expect(push({ errorCode }).outcome).toEqual({ state: "refused", reason })
  })

  it.each(["02", "05", "08", "09", "10", "23", "24", "25", "26", "98"])(
    "with %s is the merchant's fault",
    (errorCode) => {
      expect(push({ errorCode }).outcome).toEqual({ state: "misconfigured" })
    }
  )

  it.each(["1000", "1001", "1002", "2000", "2001", "2002", "3000", "4000", "4001", "6001"])(
    "that the gateway refused with %s is the merchant's fault",
    (error) => {
      expect(push({ error }).outcome).toEqual({ state: "misconfigured" })
    }
  )

  it.each(["6002", "6003", "6004", "8000", "9002"])("and with %s", (error) => {
    expect(push({ error }).outcome).toEqual({ state: "misconfigured" })
  })

  it.each(["5000", "6000"])("may be had again of a gateway that is too busy: %s", (error) => {
    expect(push({ error }).outcome).toEqual({ state: "busy" })
  })

  it.each([
    "2003",
    "2004",
    "2005",
    "2007",
    "6005",
    "7000",
    "7001",
    "9001",
    "00",
    "12345",
    "toString",
  ])("says nothing where the gateway's code is %s", (error) => {
    expect(push({ error, errorCode: "0" }).outcome).toEqual({ state: "unknown" })
  })

  it.each(["99", "13", "15", "27", "01", "3", "constructor", null])(
    "says nothing where the service's code is %s",
    (errorCode) => {
      expect(push({ errorCode }).outcome).toEqual({ state: "unknown" })
    }
  )

  it("knows what is there already, and what is on its way", () => {
    expect(push({ errorCode: "14" }).outcome).toEqual({ state: "duplicate" })
    expect(push({ errorCode: "28" }).outcome).toEqual({ state: "duplicate" })
    expect(push({ errorCode: "22" }, true).outcome).toEqual({ state: "pending" })
  })

  it("with 0 has paid only where that is trusted", () => {
    expect(push({ errorCode: "0" }).outcome).toEqual({ state: "pending" })
    expect(push({ errorCode: "0" }, true).outcome).toEqual({ state: "succeeded", receipt: null })
    const failing = reply({ status: 500, answer: answer({ errorCode: "0" }) })
    expect(readPush(failing, true).outcome).toEqual({ state: "unknown" })
  })

  it("is in doubt only for 11", () => {
    const doubtful = refusals.filter(([errorCode]) => push({ errorCode }).isDoubtful)
    expect(doubtful).toEqual([["11", "no_answer_from_payer"]])
  })

  it("that is none says whether it was sent", () => {
    const lost = { status: null, fault: "ECONNRESET" }
    expect(readPush(reply({ ...lost, sent: false }), true).outcome).toEqual({ state: "not_sent" })
    expect(readPush(reply(lost), true).outcome).toEqual({ state: "unknown" })
    expect(readPush(reply({ status: 403 }), true).outcome).toEqual({ state: "unknown" })
  })
})

describe("the answer to a query", () => {
  const codes = { paid: ["01"], failed: ["00"] }
  const ask = (parts: Partial<EmolaAnswer>) =>
    readQuery(reply({ answer: answer({ errorCode: "0", ...parts }) }), codes).outcome

  it("is paid only where all three layers say so", () => {
    expect(ask({ orgResponseCode: "01" })).toEqual({ state: "succeeded", receipt: null })
    const layers = fc.record({
      error: fc.constantFrom("0", "2007", "00"),
      errorCode: fc.constantFrom("0", "00", "22", "99", null),
      orgResponseCode: fc.constantFrom("01", "1", "00", "0", "02", null),
    })
    fc.assert(
      fc.property(layers, (parts) => {
        const isPaid =
          parts.error === "0" && parts.errorCode === "0" && parts.orgResponseCode === "01"
        expect(ask(parts).state === "succeeded").toBe(isPaid)
      })
    )
  })

  it("has failed with 00, and is pending with any other code or none", () => {
    expect(ask({ orgResponseCode: "00" })).toEqual({ state: "refused", reason: "declined" })
    for (const orgResponseCode of ["0", "1", "02", null]) {
      expect(ask({ orgResponseCode })).toEqual({ state: "pending" })
    }
  })

  it.each(["13", "15", "27"])("that knows nothing of it (%s) leaves it pending", (errorCode) => {
    expect(ask({ errorCode, orgResponseCode: "00" })).toEqual({ state: "pending" })
  })

  it("says nothing where the query itself failed", () => {
    for (const errorCode of ["03", "11", "99", "24", null]) {
      expect(ask({ errorCode, orgResponseCode: "00" })).toEqual({ state: "unknown" })
    }
    const unsent = reply({ sent: false, status: null, fault: "ECONNREFUSED" })
    expect(readQuery(unsent, codes).outcome).toEqual({ state: "unknown" })
  })
})
