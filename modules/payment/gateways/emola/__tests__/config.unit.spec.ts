import { createEmolaGateway, readEmolaConfig, unfitForProduction, type EmolaConfig } from ".."
import { payerMessage, receiverMessage } from "../rules/message"

const base = {
  EMOLA_URL: "https://gateway.example:8520/BCCSGateway/BCCSGateway",
  EMOLA_USERNAME: "user",
  EMOLA_PASSWORD: "password",
  EMOLA_PARTNER_CODE: "0042",
  EMOLA_KEY: "key",
}

function read(variables: Record<string, string> = {}): EmolaConfig {
  const config = readEmolaConfig({ ...base, ...variables })
  if (config === undefined) {
    throw new Error("there is an account")
  }
  return config
}

describe("e-Mola's configuration", () => {
  it("is none where no account is named", () => {
    expect(readEmolaConfig({})).toBeUndefined()
    expect(readEmolaConfig({ EMOLA_CALLBACK_TOKEN: "x", EMOLA_KEY: "" })).toBeUndefined()
  })

  it("has the defaults of the protocol, and confirms by query", () => {
    expect(read()).toMatchObject({
      partnerCode: "0042",
      pushMode: "async",
      trustPush: false,
      paidCodes: ["01"],
      failedCodes: ["00"],
      soapAction: "",
      rawData: "?",
      refundStrategy: "b2c",
      canPayOut: true,
      timeoutMs: 100_000,
      limits: { minimum: 100, maximum: 4_000_000 },
      prefixes: ["86", "87"],
      callbackToken: null,
    })
    expect(read({ EMOLA_PUSH_MODE: "sync" })).toMatchObject({ pushMode: "sync", trustPush: false })
  })

  it("takes the key by either name", () => {
    expect(read({ EMOLA_KEY: "", EMOLA_API_KEY: "other" }).key).toBe("other")
    expect(read({ EMOLA_API_KEY: "other" }).key).toBe("key")
  })

  it.each([
    ["EMOLA_URL", { EMOLA_URL: "" }],
    ["EMOLA_URL", { EMOLA_URL: "10.0.0.1:8520" }],
    ["EMOLA_USERNAME", { EMOLA_USERNAME: "" }],
    ["EMOLA_PASSWORD", { EMOLA_PASSWORD: "" }],
    ["EMOLA_PARTNER_CODE", { EMOLA_PARTNER_CODE: "" }],
    ["EMOLA_KEY", { EMOLA_KEY: "" }],
    ["EMOLA_PUSH_MODE", { EMOLA_PUSH_MODE: "both" }],
    ["EMOLA_TRUST_PUSH", { EMOLA_TRUST_PUSH: "true" }],
    ["EMOLA_ORG_PAID_CODES", { EMOLA_ORG_PAID_CODES: "00,01" }],
    ["EMOLA_B2C_ENABLED", { EMOLA_B2C_ENABLED: "false", EMOLA_REFUND_STRATEGY: "b2c" }],
    ["EMOLA_MAX_AMOUNT", { EMOLA_MAX_AMOUNT: "100000" }],
    ["EMOLA_SOAP_ACTION", { EMOLA_SOAP_ACTION: 'a"b' }],
    ["EMOLA_TIMEOUT_MS", { EMOLA_TIMEOUT_MS: "-1" }],
  ])("is refused by the name of %s in %j", (name, variables) => {
    expect(() => read(variables)).toThrow(name)
  })
})

describe("production", () => {
  const fit = { EMOLA_CALLBACK_TOKEN: "0123456789abcdef" }

  it("takes TLS, this machine, or plain HTTP on a line that is said to be private", () => {
    const plain = { ...fit, EMOLA_URL: "http://10.0.0.1:8520/" }
    expect(unfitForProduction(read(fit))).toEqual([])
    expect(unfitForProduction(read({ ...fit, EMOLA_URL: "http://127.0.0.1:1/" }))).toEqual([])
    expect(unfitForProduction(read({ ...plain, EMOLA_PRIVATE_LINE: "true" }))).toEqual([])
    expect(unfitForProduction(read(plain)).join()).toContain("EMOLA_URL")
    expect(unfitForProduction(read()).join()).toContain("EMOLA_CALLBACK_TOKEN")
  })
})

describe("e-Mola", () => {
  const gateway = createEmolaGateway(read())

  it("takes whole meticais within its limits", () => {
    expect([100, 150, 50, 0, 4_000_000, 4_000_100].map(gateway.refuseAmount)).toEqual([
      undefined,
      "not_whole_meticais",
      "not_whole_meticais",
      "below_minimum",
      undefined,
      "above_maximum",
    ])
  })

  it("serves 86 and 87, under references of 20 characters", () => {
    expect(gateway.serves("+258861234567")).toBe(true)
    expect(gateway.serves("+258841234567")).toBe(false)
    expect(gateway.referenceOf("payatt_1")).toMatch(/^[0-9A-Z]{20}$/)
  })

  it("tells the payer what to pay, in ASCII and no longer than may be", () => {
    const message = { merchantName: "Txova", amount: 85_000, orderReference: "TX1234" }
    expect(payerMessage({ ...message, language: "pt" }, 150)).toBe(
      "Txova: pagamento de 850 MT, encomenda TX1234"
    )
    expect(payerMessage({ ...message, language: "en" }, 60)).toMatch(/^[\x20-\x7e]{1,60}$/)
    expect(receiverMessage({ ...message, language: "pt" }, 10)).toHaveLength(10)
  })
})
