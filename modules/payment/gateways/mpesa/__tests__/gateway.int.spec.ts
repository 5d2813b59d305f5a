import {
  startMpesaSimulator,
  type MpesaSimulator,
  type MpesaSimulatorOptions,
} from "../../../../../tools/simulators/mpesa"
import type { Charge, GatewayAnswer, Outcome } from "../../gateway"
import { createMpesaGateway, readMpesaConfig, type MpesaGateway } from ".."

const phone = "+258841234567"

let simulator: MpesaSimulator
let gateway: MpesaGateway
let sequence = 0

function gatewayWith(variables: Record<string, string> = {}, { trusts = true } = {}): MpesaGateway {
  const config = readMpesaConfig({ ...simulator.env, MPESA_TIMEOUT_MS: "400", ...variables })
  if (config === undefined) {
    throw new Error("the simulator names an account")
  }
  const { ca } = simulator
  return createMpesaGateway({ ...config, ...(ca !== undefined && trusts ? { ca } : {}) })
}

async function restart(options: MpesaSimulatorOptions) {
  await simulator.close()
  simulator = await startMpesaSimulator(options)
  gateway = gatewayWith()
}

beforeEach(async () => {
  simulator = await startMpesaSimulator({ seed: "mpesa" })
  gateway = gatewayWith()
})

afterEach(async () => {
  await simulator.close()
})

const newReference = () => gateway.referenceOf(`attempt_${(sequence += 1)}`)

const charge = (details: Partial<Charge> = {}) =>
  gateway.charge({
    reference: newReference(),
    orderReference: "TX1001",
    phone,
    amount: 12_550,
    language: "pt",
    ...details,
  })

const query = (reference: string, kind: "charge" | "refund" | "payout" = "charge") =>
  gateway.query({ kind, reference, receipt: null, conversationId: null })

/** Plays a scenario; gives the answer, and what a query says afterwards. */
async function play(
  scenario: Extract<Parameters<MpesaSimulator["script"]>[0], { scenario: unknown }>["scenario"]
) {
  simulator.script({ scenario })
  const reference = newReference()
  const answer = await charge({ reference })
  const asked = await query(reference)
  return { answer, asked, reference, moved: simulator.ledger() }
}

const succeeded = { state: "succeeded", receipt: expect.stringMatching(/^[0-9A-Z]{11}$/) }
const unknown = { state: "unknown" }
const paidByQuery = { state: "succeeded", receipt: null }

describe("a charge", () => {
  it("that the payer confirms has moved money, once, and says so", async () => {
    const reference = newReference()
    const answer = await charge({ reference })
    expect(answer).toMatchObject({ outcome: succeeded, code: "INS-0" })
    expect(simulator.ledger()).toEqual([
      expect.objectContaining({
        kind: "charge",
        reference,
        orderReference: "TX1001",
        phone,
        amount: 12_550,
        receipt: (answer.outcome as { receipt: string }).receipt,
        conversationId: answer.conversationId,
      }),
    ])
    expect((await query(reference)).outcome).toEqual(paidByQuery)
  })

  it("goes over TLS to a gateway whose certificate holds", async () => {
    await restart({ tls: true })
    expect((await charge()).outcome).toEqual(succeeded)
    gateway = gatewayWith({}, { trusts: false })
    expect((await charge()).outcome).toEqual({ state: "not_sent" })
  })

  it("waits for the PIN", async () => {
    await restart({ pinMs: 150 })
    const answer = await charge()
    expect(answer.outcome).toEqual(succeeded)
    expect(answer.exchange.milliseconds).toBeGreaterThanOrEqual(140)
  })

  const refusals: [Parameters<typeof play>[0], Outcome, string][] = [
    ["cancelled", { state: "refused", reason: "cancelled_by_payer" }, "INS-5"],
    ["wrong_pin", { state: "refused", reason: "declined" }, "INS-2001"],
    ["no_funds", { state: "refused", reason: "insufficient_funds" }, "INS-2006"],
    ["unauthorised_code", { state: "misconfigured" }, "INS-2"],
  ]

  it.each(refusals)("that ends in %s has moved nothing", async (scenario, outcome, code) => {
    const { answer, moved } = await play(scenario)
    expect(answer).toMatchObject({ outcome, code })
    expect(answer.alsoAsked).toBeUndefined()
    expect(moved).toEqual([])
  })

  it.each([
    "timeout_after_debit",
    "cut_after_debit",
    "html_502_after_debit",
    "server_error_after_debit",
    "empty_body_after_debit",
    "illegal_header_after_debit",
    "truncated_after_debit",
    "anothers_answer",
    "internal_error_after_debit",
  ] as const)("that ends in %s is unknown, and paid by query", async (scenario) => {
    const { answer, asked, moved } = await play(scenario)
    expect(answer.outcome).toEqual(unknown)
    expect(asked.outcome).toEqual(paidByQuery)
    expect(moved).toHaveLength(1)
    expect(simulator.heard().filter(({ operation }) => operation === "c2b")).toHaveLength(1)
  })

  it("is read in spite of an illegal header where the parser is lenient", async () => {
    gateway = gatewayWith({ MPESA_LENIENT_HTTP_PARSER: "true" })
    simulator.script({ scenario: "illegal_header_after_debit" })
    expect((await charge()).outcome).toEqual(succeeded)
  })

  it.each([
    ["html_403_after_debit", paidByQuery],
    ["failure_after_debit", paidByQuery],
    ["html_403", { state: "misconfigured" }],
    ["output_error", { state: "misconfigured" }],
  ] as const)("whose no is in doubt (%s) ends in what a query says", async (scenario, outcome) => {
    const { answer, moved } = await play(scenario)
    expect(answer.outcome).toEqual(outcome)
    expect(answer.alsoAsked).toEqual([expect.objectContaining({ operation: "query" })])
    expect(moved).toHaveLength(outcome.state === "misconfigured" ? 0 : 1)
  })

  it("whose no is in doubt is unknown where the query is of no use", async () => {
    simulator.script(
      { scenario: "failure_after_debit" },
      { operation: "query", behaviour: { reply: { type: "code", code: "INS-1" } } }
    )
    expect((await charge()).outcome).toEqual(unknown)
  })

  it("is refused by both doors alike where keys do not fit", async () => {
    const body = { type: "body", status: 403, contentType: "text/html", body: "no" } as const
    simulator.script({ scenario: "html_403" }, { operation: "query", behaviour: { reply: body } })
    expect((await charge()).outcome).toEqual({ state: "misconfigured" })
  })

  it("that nobody answers expires at the gateway", async () => {
    await restart({ pinTimeoutMs: 50 })
    const { answer, asked, moved } = await play("no_answer")
    expect(answer).toMatchObject({ outcome: unknown, code: "INS-9" })
    expect(asked.outcome).toEqual({ state: "refused", reason: "no_answer_from_payer" })
    expect(moved).toEqual([])
  })

  it("is pending while nobody has decided, and what was decided afterwards", async () => {
    simulator.script({ scenario: "no_answer" })
    const reference = newReference()
    expect((await charge({ reference })).exchange.fault).toBe("TIMEOUT")
    expect((await query(reference)).outcome).toEqual({ state: "pending" })
    simulator.settle(reference, "cancelled")
    expect((await query(reference)).outcome).toMatchObject({ state: "refused" })
    simulator.settle(reference, "completed")
    expect((await query(reference)).outcome).toEqual(paidByQuery)
  })

  it("that was only taken on is pending under its conversation", async () => {
    simulator.script({ scenario: { c2b: [{ answer: "before", fate: "pending" }] } })
    const answer = await charge()
    expect(answer).toMatchObject({ outcome: { state: "pending" }, code: "INS-0" })
    expect(answer.conversationId).toBe(simulator.entries()[0]?.conversationId)
  })

  it("under a reference that is known moves nothing more", async () => {
    const reference = newReference()
    await charge({ reference })
    expect(await charge({ reference })).toMatchObject({
      outcome: { state: "duplicate" },
      code: "INS-10",
    })
    expect(simulator.ledger()).toHaveLength(1)
  })

  it("that finds the gateway busy may be sent again under its reference", async () => {
    simulator.script({ scenario: "busy_then_success" })
    const reference = newReference()
    expect(await charge({ reference })).toMatchObject({
      outcome: { state: "busy" },
      code: "INS-16",
    })
    expect((await charge({ reference })).outcome).toEqual(succeeded)
    expect(simulator.ledger()).toHaveLength(1)
  })

  it("is not sent through a closed port", async () => {
    await simulator.setPort("c2b", false)
    const answer = await charge()
    expect(answer).toMatchObject({
      outcome: { state: "not_sent" },
      code: null,
      exchange: { fault: "ECONNREFUSED", status: null, answer: null },
    })
    await simulator.setPort("c2b", true)
    expect((await charge()).outcome).toEqual(succeeded)
  })

  it("follows no redirect", async () => {
    const reply = { type: "body", status: 307, contentType: "text/html", body: "" } as const
    const location = `${simulator.url}/ipg/v1x/c2bPayment/singleStage/`
    simulator.script({ scenario: { c2b: [{ fate: "none", reply: { ...reply, location } }] } })
    expect((await charge()).outcome).toEqual(unknown)
    expect(simulator.heard()).toHaveLength(1)
  })

  it.each([
    ["+27821234567", "payer_not_found"],
    ["841234567", "payer_not_found"],
  ])("to %s is not sent at all", async (other, reason) => {
    const answer = await charge({ phone: other })
    expect(answer.outcome).toEqual({ state: "refused", reason })
    expect(simulator.heard()).toEqual([])
  })

  it.each([
    ["another key", { MPESA_API_KEY: "another" }, "INS-2"],
    ["another shortcode", { MPESA_SERVICE_PROVIDER_CODE: "900123" }, "INS-13"],
  ])("of %s is the merchant's fault", async (_, variables, code) => {
    gateway = gatewayWith(variables)
    expect(await charge()).toMatchObject({ outcome: { state: "misconfigured" }, code })
  })
})

describe("a query", () => {
  it("goes by the reference, and by other ids where that means nothing", async () => {
    const reference = newReference()
    const { conversationId } = await charge({ reference })
    simulator.script({
      operation: "query",
      behaviour: { reply: { type: "code", code: "INS-14" } },
    })
    const answer = await gateway.query({ kind: "charge", reference, receipt: null, conversationId })
    expect(answer.outcome).toEqual(paidByQuery)
    const asked = simulator.heard().filter(({ operation }) => operation === "query")
    expect(asked.map(({ fields }) => fields.input_QueryReference)).toEqual([
      reference,
      conversationId,
    ])
    expect(new Set(asked.map(({ fields }) => fields.input_ThirdPartyReference)).size).toBe(2)
    expect(answer.alsoAsked).toHaveLength(1)
  })

  it("is not led to another's payment by an id from a forged callback", async () => {
    const another = await charge()
    simulator.script({ scenario: "cancelled" })
    const reference = newReference()
    await charge({ reference })
    const { conversationId, outcome } = another
    const receipt = outcome.state === "succeeded" ? outcome.receipt : null
    const asked = await gateway.query({ kind: "charge", reference, receipt, conversationId })
    expect(asked.outcome).toMatchObject({ state: "refused" })
  })

  it("that fails says nothing, until it does not", async () => {
    simulator.script({ scenario: "query_errors_first" })
    const reference = newReference()
    await charge({ reference })
    const outcomes: Outcome[] = []
    for (let round = 0; round < 4; round += 1) {
      outcomes.push((await query(reference)).outcome)
    }
    expect(outcomes).toEqual([unknown, unknown, unknown, paidByQuery])
  })

  it("through a closed port says nothing of the money", async () => {
    const reference = newReference()
    await charge({ reference })
    await simulator.setPort("query", false)
    expect(await query(reference)).toMatchObject({
      outcome: unknown,
      exchange: { fault: "ECONNREFUSED" },
    })
  })

  it.each(["query_says_cancelled", "query_says_expired"] as const)("ends %s", async (scenario) => {
    const { asked, moved } = await play(scenario)
    expect(asked.outcome).toMatchObject({ state: "refused" })
    expect(moved).toEqual([])
  })

  it("of what nobody has heard of is pending", async () => {
    expect((await query(newReference())).outcome).toEqual({ state: "pending" })
  })
})

describe("a refund", () => {
  type Charged = { reference: string; answer: GatewayAnswer }

  async function charged(
    scenario?:
      | "second_reversal_refused"
      | "reversal_refused"
      | "timeout_after_reversal"
      | "timeout_after_debit"
  ): Promise<Charged> {
    if (scenario !== undefined) {
      simulator.script({ scenario })
    }
    const reference = newReference()
    return { reference, answer: await charge({ reference }) }
  }

  function refund({ reference, answer }: Charged, amount: number, under = newReference()) {
    const { outcome, conversationId } = answer
    const receipt = outcome.state === "succeeded" ? outcome.receipt : null
    return gateway.refund({
      reference: under,
      charge: { reference, receipt, conversationId, phone },
      charged: 12_550,
      amount,
    })
  }

  const refunds = () => simulator.ledger().filter(({ kind }) => kind !== "charge")

  it("reverses the charge, in part and to the last cent", async () => {
    const paid = await charged()
    expect((await refund(paid, 50)).outcome).toEqual(succeeded)
    expect((await refund(paid, 12_500)).outcome).toEqual(succeeded)
    expect(refunds().map(({ kind, amount }) => [kind, amount])).toEqual([
      ["refund", 50],
      ["refund", 12_500],
    ])
    expect((await query(paid.reference)).outcome).toEqual({ state: "reversed" })
    expect((await refund(paid, 1)).outcome).toEqual({ state: "refused", reason: "amount_refused" })
  })

  it("that the operator refuses, the second in part, ends in a refusal", async () => {
    const paid = await charged("second_reversal_refused")
    expect((await refund(paid, 1_000)).outcome).toEqual(succeeded)
    const second = await refund(paid, 1_000)
    expect(second).toMatchObject({
      outcome: { state: "refused", reason: "declined" },
      code: "INS-6",
    })
    expect(refunds()).toHaveLength(1)
  })

  it("that timed out after it went through is found by query, and never made twice", async () => {
    const paid = await charged("timeout_after_reversal")
    const under = newReference()
    expect((await refund(paid, 1_000, under)).outcome).toEqual(unknown)
    expect((await query(under, "refund")).outcome).toEqual(paidByQuery)
    expect((await refund(paid, 1_000, under)).outcome).toEqual({ state: "duplicate" })
    expect(refunds()).toHaveLength(1)
  })

  it("of a charge without a receipt asks for it, then pays out", async () => {
    const paid = await charged("timeout_after_debit")
    const under = newReference()
    const answer = await refund(paid, 12_550, under)
    expect(answer.outcome).toEqual(succeeded)
    expect(answer.alsoAsked).toEqual([expect.objectContaining({ operation: "query" })])
    expect(refunds()).toEqual([
      expect.objectContaining({ kind: "payout", reference: under, phone, amount: 12_550 }),
    ])
    expect((await query(under, "refund")).outcome).toEqual(paidByQuery)
  })

  it("of a charge without a receipt reverses it where the query tells the receipt", async () => {
    const paid = await charged("timeout_after_debit")
    const receipt = simulator.ledger()[0]?.receipt ?? ""
    const body = JSON.stringify({
      output_ResponseCode: "INS-0",
      output_ResponseTransactionStatus: "Completed",
      output_TransactionID: receipt,
    })
    simulator.script({
      operation: "query",
      behaviour: { reply: { type: "body", status: 200, contentType: "application/json", body } },
    })
    expect((await refund(paid, 12_550)).outcome).toEqual(succeeded)
    expect(refunds()).toEqual([expect.objectContaining({ kind: "refund", of: receipt })])
  })

  it("is for somebody to make where it cannot be made", async () => {
    gateway = gatewayWith({ MPESA_B2C_ENABLED: "false" })
    const lost = await charged("timeout_after_debit")
    expect((await refund(lost, 100)).outcome).toEqual({ state: "unsupported" })
    gateway = gatewayWith({ MPESA_REFUND_STRATEGY: "manual" })
    expect((await refund(await charged(), 100)).outcome).toEqual({ state: "unsupported" })
    expect(refunds()).toEqual([])
  })

  it("is not paid out where the gateway says that the charge was taken back", async () => {
    const paid = await charged("timeout_after_debit")
    simulator.script({
      operation: "query",
      behaviour: { reply: { type: "status", status: "Reversed" } },
    })
    const answer = await refund(paid, 12_550)
    expect(answer.outcome).toEqual({ state: "unsupported" })
    expect(answer.exchange.request.notAskedBecause).toMatch(/reversed/)
    expect(refunds()).toEqual([])
  })

  it("is paid out to who paid, where that is the way", async () => {
    gateway = gatewayWith({ MPESA_REFUND_STRATEGY: "b2c" })
    expect((await refund(await charged(), 2_525)).outcome).toEqual(succeeded)
    expect(refunds()).toEqual([expect.objectContaining({ kind: "payout", amount: 2_525 })])
  })

  it.each([0, -100, 12_551, 0.5, Number.NaN])(
    "of %d is refused before it is sent",
    async (amount) => {
      const answer = await refund(await charged(), amount)
      expect(answer.outcome).toEqual({ state: "refused", reason: "amount_refused" })
      expect(refunds()).toEqual([])
    }
  )
})

describe("a payout", () => {
  const payout = (reference = newReference()) =>
    gateway.payout({ reference, phone, amount: 99_999, language: "pt" })

  it("moves money to the phone", async () => {
    expect((await payout()).outcome).toEqual(succeeded)
    expect(simulator.ledger()).toEqual([
      expect.objectContaining({ kind: "payout", phone, amount: 99_999 }),
    ])
  })

  it.each([
    ["payout_without_float", { state: "misconfigured" }],
    ["payout_not_enabled", { state: "misconfigured" }],
    ["payout_to_nobody", { state: "refused", reason: "payer_not_found" }],
  ] as const)("that ends in %s moves nothing", async (scenario, outcome) => {
    simulator.script({ scenario })
    expect((await payout()).outcome).toEqual(outcome)
    expect(simulator.ledger()).toEqual([])
  })

  it("that timed out is found by query, and never made twice", async () => {
    simulator.script({ scenario: "timeout_after_payout" })
    const reference = newReference()
    expect((await payout(reference)).outcome).toEqual(unknown)
    expect((await query(reference, "payout")).outcome).toEqual(paidByQuery)
    expect((await payout(reference)).outcome).toEqual({ state: "duplicate" })
    expect(simulator.ledger()).toHaveLength(1)
  })

  it("is for somebody to make where B2C is not enabled", async () => {
    gateway = gatewayWith({ MPESA_B2C_ENABLED: "false" })
    expect((await payout()).outcome).toEqual({ state: "unsupported" })
  })
})

describe("a name", () => {
  it("is told with letters left out, or not at all", async () => {
    expect(await gateway.nameOf(phone)).toBe("Am*lia Mo**ane")
    expect(await gateway.nameOf("+27821234567")).toBeNull()
    await simulator.setPort("name", false)
    expect(await gateway.nameOf(phone)).toBeNull()
  })
})

describe("an exchange", () => {
  it("holds what was said without a secret or a whole phone", async () => {
    const secrets = Object.entries(simulator.env).filter(([name]) =>
      /API_KEY|IDENTIFIER|CREDENTIAL/.test(name)
    )
    const echo = [...secrets.map(([, value]) => value), phone, "841234567", "PIN 1234"].join(" ")
    simulator.script({
      scenario: {
        c2b: [{ reply: { type: "body", status: 200, contentType: "text/plain", body: echo } }],
      },
    })
    const answers = [await charge(), await charge()]
    const paid = answers[1]
    const receipt = paid?.outcome.state === "succeeded" ? paid.outcome.receipt : null
    answers.push(
      await gateway.refund({
        reference: newReference(),
        charge: { reference: "X", receipt, conversationId: null, phone },
        charged: 12_550,
        amount: 100,
      })
    )
    const kept = JSON.stringify(answers)
    for (const secret of [...secrets.map(([, value]) => value), "841234567", '1234"', "Bearer"]) {
      expect(kept).not.toContain(secret)
    }
    expect(kept).toContain("*********567")
    expect(answers[0]?.exchange).toMatchObject({
      operation: "c2b",
      status: 200,
      request: { input_Amount: "125.50", input_CustomerMSISDN: "*********567" },
    })
  })

  it("holds 4,000 characters at most, and nothing that Postgres refuses", async () => {
    const body = `\0${"😀".repeat(3_000)}`
    simulator.script({
      scenario: {
        c2b: [{ reply: { type: "body", status: 200, contentType: "text/plain", body } }],
      },
    })
    const { answer } = (await charge()).exchange
    expect(answer?.length).toBeLessThanOrEqual(4_000)
    expect(answer?.isWellFormed()).toBe(true)
    expect(answer).not.toContain("\0")
  })
})
