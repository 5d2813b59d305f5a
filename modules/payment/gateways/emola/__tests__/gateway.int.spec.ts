import {
  startEmolaSimulator,
  type EmolaSimulator,
  type EmolaSimulatorOptions,
} from "../../../../../tools/simulators/emola"
import type { Charge, MobileMoneyGateway, Outcome } from "../../gateway"
import { createEmolaGateway, readEmolaConfig } from ".."

const phone = "+258861234567"

let simulator: EmolaSimulator
let gateway: MobileMoneyGateway
let sequence = 0

function gatewayWith(
  variables: Record<string, string> = {},
  { trusts = true } = {}
): MobileMoneyGateway {
  const config = readEmolaConfig({ ...simulator.env, EMOLA_TIMEOUT_MS: "400", ...variables })
  if (config === undefined) {
    throw new Error("the simulator names an account")
  }
  const { ca } = simulator
  return createEmolaGateway({ ...config, ...(ca !== undefined && trusts ? { ca } : {}) })
}

async function restart(options: EmolaSimulatorOptions) {
  await simulator.close()
  simulator = await startEmolaSimulator(options)
  gateway = gatewayWith()
}

beforeEach(async () => {
  simulator = await startEmolaSimulator({ seed: "emola" })
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
    amount: 85_000,
    language: "pt",
    ...details,
  })

const query = (reference: string, kind: "charge" | "refund" | "payout" = "charge") =>
  gateway.query({ kind, reference, receipt: null, conversationId: null })

type ScenarioStep = Extract<Parameters<EmolaSimulator["script"]>[0], { scenario: unknown }>

/** Plays a scenario; gives the answer, and what a query says afterwards. */
async function play(scenario: ScenarioStep["scenario"]) {
  simulator.script({ scenario })
  const reference = newReference()
  const answer = await charge({ reference })
  const asked = await query(reference)
  return { answer, asked, reference, moved: simulator.ledger() }
}

const paid = { state: "succeeded", receipt: null }
const pending = { state: "pending" }
const unknown = { state: "unknown" }

describe("a charge", () => {
  it("that is answered with 0 is pending until a query says that it is paid", async () => {
    const reference = newReference()
    const answer = await charge({ reference })
    expect(answer).toMatchObject({ outcome: pending, code: "0" })
    expect((await query(reference)).outcome).toEqual(paid)
    expect(simulator.ledger()).toEqual([
      expect.objectContaining({
        kind: "charge",
        reference,
        orderReference: "TX1001",
        phone,
        amount: 85_000,
        conversationId: answer.conversationId,
      }),
    ])
  })

  it("is paid at once only where that is trusted", async () => {
    gateway = gatewayWith({ EMOLA_PUSH_MODE: "sync", EMOLA_TRUST_PUSH: "true" })
    expect((await charge()).outcome).toEqual(paid)
    simulator.script({ scenario: "accepted_without_callback" })
    expect(await charge()).toMatchObject({ outcome: pending, code: "22" })
  })

  it("goes over TLS to a gateway whose certificate holds", async () => {
    await restart({ tls: true })
    expect((await charge()).outcome).toEqual(pending)
    gateway = gatewayWith({}, { trusts: false })
    expect((await charge()).outcome).toEqual({ state: "not_sent" })
  })

  it.each([
    ["no_pin", { state: "refused", reason: "no_answer_from_payer" }, "11"],
    ["declined", { state: "refused", reason: "declined" }, "03"],
    ["no_wallet", { state: "refused", reason: "payer_not_found" }, "12"],
    ["busy_number", { state: "refused", reason: "payer_busy" }, "20"],
    ["ip_not_allowed", { state: "misconfigured" }, "8000"],
  ] as const)("that ends in %s has moved nothing", async (scenario, outcome, code) => {
    const { answer, moved } = await play(scenario)
    expect(answer).toMatchObject({ outcome, code })
    expect(moved).toEqual([])
  })

  it.each([
    "error_99_after_debit",
    "timeout_2007_after_debit",
    "timeout_after_debit",
    "html_502_after_debit",
    "soap_fault_after_debit",
    "truncated_after_debit",
    "cut_after_debit",
  ] as const)("that ends in %s is unknown, and paid by query", async (scenario) => {
    const { answer, asked, moved } = await play(scenario)
    expect(answer.outcome).toEqual(unknown)
    expect(asked.outcome).toEqual(paid)
    expect(moved).toHaveLength(1)
    const pushes = simulator.heard().filter(({ operation }) => operation === "pushUssdMessage")
    expect(pushes).toHaveLength(1)
  })

  it.each(["error_99", "timeout_2007"] as const)(
    "that ends in %s, undone, is unknown and then pending",
    async (scenario) => {
      const { answer, asked } = await play(scenario)
      expect([answer.outcome, asked.outcome]).toEqual([unknown, pending])
      expect(asked.code).toBe("15")
    }
  )

  it("whose missing PIN was a lie ends in what a query says", async () => {
    const { answer } = await play("no_pin_after_debit")
    expect(answer).toMatchObject({ outcome: paid, code: "11" })
    expect(answer.alsoAsked).toEqual([expect.objectContaining({ operation: "pushUssdQueryTrans" })])
  })

  it("is read in CDATA and in the right spelling too", async () => {
    const { answer, asked } = await play("cdata_and_right_spelling")
    expect(answer.conversationId).toBe(simulator.entries()[0]?.conversationId)
    expect(asked.outcome).toEqual(paid)
  })

  it("under a reference that is known moves nothing more", async () => {
    const reference = newReference()
    await charge({ reference })
    expect(await charge({ reference })).toMatchObject({
      outcome: { state: "duplicate" },
      code: "14",
    })
    expect(simulator.ledger()).toHaveLength(1)
  })

  it("that finds the gateway busy may be sent again under its reference", async () => {
    simulator.script({ scenario: "busy_then_success" })
    const reference = newReference()
    expect(await charge({ reference })).toMatchObject({ outcome: { state: "busy" }, code: "5000" })
    expect((await charge({ reference })).outcome).toEqual(pending)
    expect(simulator.ledger()).toHaveLength(1)
  })

  it("is not sent through a closed port", async () => {
    await simulator.setPort(false)
    expect(await charge()).toMatchObject({
      outcome: { state: "not_sent" },
      exchange: { fault: "ECONNREFUSED" },
    })
    expect((await query("X")).outcome).toEqual(unknown)
    await simulator.setPort(true)
    expect((await charge()).outcome).toEqual(pending)
  })

  it("with centavos, or to no number of Mozambique's, is not sent at all", async () => {
    const centavos = await charge({ amount: 85_050 })
    expect(centavos.outcome).toEqual({ state: "refused", reason: "amount_refused" })
    const abroad = await charge({ phone: "+27821234567" })
    expect(abroad.outcome).toEqual({ state: "refused", reason: "payer_not_found" })
    expect(simulator.heard()).toEqual([])
  })

  it.each([
    ["another password", { EMOLA_PASSWORD: "another" }, "6003"],
    ["another key", { EMOLA_KEY: "another" }, "98"],
    ["another partner", { EMOLA_PARTNER_CODE: "171717" }, "05"],
  ])("of %s is the merchant's fault", async (_, variables, code) => {
    gateway = gatewayWith(variables)
    expect(await charge()).toMatchObject({ outcome: { state: "misconfigured" }, code })
  })

  it("is asked for in words that need escaping", async () => {
    gateway = gatewayWith({ EMOLA_MERCHANT_NAME: `T&"<'x'>` })
    await charge()
    expect(simulator.heard()[0]?.fields.smsContent).toBe(
      `T&"<'x'>: pagamento de 850 MT, encomenda TX1001`
    )
  })
})

describe("a query", () => {
  it("that says nothing leaves it pending, until it does", async () => {
    simulator.script({ scenario: "query_says_nothing" })
    const reference = newReference()
    await charge({ reference })
    const outcomes: Outcome[] = []
    for (let round = 0; round < 3; round += 1) {
      outcomes.push((await query(reference)).outcome)
    }
    expect(outcomes).toEqual([pending, pending, paid])
  })

  it("that fails says nothing, until it does not", async () => {
    simulator.script({ scenario: "query_errors_first" })
    const reference = newReference()
    await charge({ reference })
    const outcomes: Outcome[] = []
    for (let round = 0; round < 3; round += 1) {
      outcomes.push((await query(reference)).outcome)
    }
    expect(outcomes).toEqual([unknown, unknown, paid])
  })

  it("that says 00 has failed: nothing moved", async () => {
    const { asked, moved } = await play("query_says_failed")
    expect(asked.outcome).toEqual({ state: "refused", reason: "declined" })
    expect(moved).toEqual([])
  })
})

describe("a refund", () => {
  async function refund(amount: number, reference = newReference()) {
    const under = newReference()
    await charge({ reference: under })
    return gateway.refund({
      reference,
      charge: { reference: under, receipt: null, conversationId: null, phone },
      charged: 85_000,
      amount,
    })
  }

  const payouts = () => simulator.ledger().filter(({ kind }) => kind === "payout")

  it("is paid out to who paid, and confirmed by query", async () => {
    const reference = newReference()
    expect((await refund(10_000, reference)).outcome).toEqual(pending)
    expect((await query(reference, "refund")).outcome).toEqual(paid)
    expect(payouts()).toEqual([expect.objectContaining({ reference, phone, amount: 10_000 })])
  })

  it("with centavos is for somebody to make, and never rounded", async () => {
    for (const amount of [10_050, 1, 84_999]) {
      expect((await refund(amount)).outcome).toEqual({ state: "unsupported" })
    }
    expect(payouts()).toEqual([])
  })

  it("is for somebody to make where the partner may not pay out", async () => {
    gateway = gatewayWith({ EMOLA_B2C_ENABLED: "false" })
    expect((await refund(10_000)).outcome).toEqual({ state: "unsupported" })
  })

  it("of more than was charged is refused before it is sent", async () => {
    expect((await refund(85_100)).outcome).toEqual({ state: "refused", reason: "amount_refused" })
    expect(payouts()).toEqual([])
  })
})

describe("a payout", () => {
  const payout = (reference = newReference()) =>
    gateway.payout({ reference, phone, amount: 50_000, language: "en" })

  it("that timed out is found by query, and never made twice", async () => {
    simulator.script({ scenario: "timeout_after_payout" })
    const reference = newReference()
    expect((await payout(reference)).outcome).toEqual(unknown)
    expect((await query(reference, "payout")).outcome).toEqual(paid)
    expect((await payout(reference)).outcome).toEqual({ state: "duplicate" })
    expect(simulator.ledger()).toHaveLength(1)
  })

  it.each([
    ["payout_declined", { state: "refused", reason: "declined" }],
    ["payout_not_enabled", { state: "misconfigured" }],
  ] as const)("that ends in %s moves nothing", async (scenario, outcome) => {
    simulator.script({ scenario })
    expect((await payout()).outcome).toEqual(outcome)
    expect(simulator.ledger()).toEqual([])
  })

  it("with centavos is for somebody to make", async () => {
    const details = { reference: newReference(), phone, amount: 50_001, language: "pt" } as const
    expect((await gateway.payout(details)).outcome).toEqual({ state: "unsupported" })
  })
})

describe("an exchange", () => {
  it("holds what was said without a secret or a whole phone", async () => {
    const { EMOLA_USERNAME, EMOLA_PASSWORD, EMOLA_KEY } = simulator.env
    const secrets = [EMOLA_USERNAME ?? "", EMOLA_PASSWORD ?? "", EMOLA_KEY ?? ""]
    const xml = secrets
      .join(" ")
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
    const body = `${secrets.join(" ")} ${xml} 258861234567 861234567 <pin>1234</pin>`
    simulator.script({
      scenario: {
        pushUssdMessage: [{ reply: { type: "body", status: 500, contentType: "text/xml", body } }],
      },
    })
    const { exchange } = await charge()
    const kept = JSON.stringify(exchange)
    for (const hidden of [...secrets, "861234567", "1234<"]) {
      expect(exchange.answer).not.toContain(hidden)
      expect(kept).not.toContain(hidden)
    }
    // The simulator's secrets all begin with Base64 of their own.
    for (const secret of secrets) {
      expect(kept).not.toContain(secret.slice(0, 16))
    }
    expect(exchange.request).toMatchObject({ msisdn: "******567", transAmount: "850" })
  })
})
