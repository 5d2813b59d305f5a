import { generateKeyPairSync } from "node:crypto"
import { bearerToken } from "../bearer"
import { readMpesaConfig, unfitForProduction, type MpesaConfig } from ".."

const keyOf = (modulusLength: number) =>
  generateKeyPairSync("rsa", { modulusLength }).publicKey.export({ format: "der", type: "spki" })
const der = keyOf(2048)

const base = {
  MPESA_API_KEY: "an-api-key-of-nobody",
  MPESA_PUBLIC_KEY: der.toString("base64"),
  MPESA_SERVICE_PROVIDER_CODE: "900123",
}

function read(variables: Record<string, string> = {}): MpesaConfig {
  const config = readMpesaConfig({ ...base, ...variables })
  if (config === undefined) {
    throw new Error("there is an account")
  }
  return config
}

const refuse = (variables: Record<string, string>) => () => read(variables)

describe("M-Pesa's configuration", () => {
  it("is none where no account is named", () => {
    expect(readMpesaConfig({})).toBeUndefined()
    expect(readMpesaConfig({ MPESA_API_KEY: " ", MPESA_BASE_URL: "x.example" })).toBeUndefined()
  })

  it("has the defaults of the protocol", () => {
    const { urls, ...rest } = read()
    expect(Object.fromEntries(Object.entries(urls).map(([name, url]) => [name, url.href]))).toEqual(
      {
        c2b: "https://api.vm.co.mz:18352/ipg/v1x/c2bPayment/singleStage/",
        b2c: "https://api.vm.co.mz:18345/ipg/v1x/b2cPayment/",
        query: "https://api.vm.co.mz:18353/ipg/v1x/queryTransactionStatus/",
        reversal: "https://api.vm.co.mz:18354/ipg/v1x/reversal/",
        name: "https://api.vm.co.mz:19323/ipg/v1x/queryCustomerName/",
      }
    )
    expect(rest).toMatchObject({
      payoutAccount: null,
      origin: "developer.mpesa.vm.co.mz",
      initiator: null,
      refundStrategy: "manual",
      timeoutMs: 100_000,
      lenientHttpParser: false,
      referenceLength: 20,
      limits: { minimum: 100, maximum: 4_000_000 },
      prefixes: ["84", "85"],
      codes: {},
      callbackToken: null,
    })
  })

  it("adds the operator's ports to a host, and takes a port that is given for all", () => {
    expect(read({ MPESA_BASE_URL: "gateway.example" }).urls.c2b.host).toBe("gateway.example:18352")
    expect(read({ MPESA_BASE_URL: "http://127.0.0.1" }).urls.query.host).toBe("127.0.0.1:18353")
    const one = read({ MPESA_BASE_URL: "http://127.0.0.1:4010/sub/" }).urls
    expect(one.query.href).toBe("http://127.0.0.1:4010/sub/ipg/v1x/queryTransactionStatus/")
    expect(one.c2b.host).toBe(one.reversal.host)
    const standard = read({ MPESA_BASE_URL: "https://gateway.example:443" }).urls
    expect(standard.c2b.href).toBe("https://gateway.example/ipg/v1x/c2bPayment/singleStage/")
    expect(read({ MPESA_QUERY_PORT: "443" }).urls.query.port).toBe("")
  })

  it("takes a full URL before all else", () => {
    const { urls } = read({
      MPESA_BASE_URL: "https://gateway.example",
      MPESA_C2B_URL: "http://127.0.0.1:1/pay",
    })
    expect(urls.c2b.href).toBe("http://127.0.0.1:1/pay")
    expect(urls.reversal.host).toBe("gateway.example:18354")
  })

  it("gives money back in the best way that it has the means for", () => {
    const initiator = { MPESA_INITIATOR_IDENTIFIER: "me", MPESA_SECURITY_CREDENTIAL: "secret" }
    const payingOut = { MPESA_B2C_URL: "http://127.0.0.1:1/" }
    expect(read({ ...initiator, ...payingOut }).refundStrategy).toBe("reversal")
    expect(read(payingOut).refundStrategy).toBe("b2c")
    expect(read({ ...payingOut, MPESA_B2C_ENABLED: "false" }).refundStrategy).toBe("manual")
    expect(read({ ...initiator, MPESA_REFUND_STRATEGY: "manual" }).refundStrategy).toBe("manual")
  })

  it("pays out of a second account where there is one", () => {
    const { account, payoutAccount } = read({
      MPESA_B2C_ENABLED: "true",
      MPESA_B2C_SERVICE_PROVIDER_CODE: "900124",
    })
    expect(payoutAccount).toMatchObject({ apiKey: account.apiKey, serviceProviderCode: "900124" })
  })

  it.each([
    ["MPESA_PUBLIC_KEY", { MPESA_PUBLIC_KEY: "" }],
    ["MPESA_API_KEY", { MPESA_API_KEY: "" }],
    ["MPESA_SERVICE_PROVIDER_CODE", { MPESA_SERVICE_PROVIDER_CODE: "" }],
    ["MPESA_SERVICE_PROVIDER_CODE", { MPESA_SERVICE_PROVIDER_CODE: "12x45" }],
    ["MPESA_PUBLIC_KEY", { MPESA_PUBLIC_KEY: "no key" }],
    ["MPESA_PUBLIC_KEY", { MPESA_PUBLIC_KEY: keyOf(1024).toString("base64") }],
    ["MPESA_API_KEY", { MPESA_API_KEY: "x".repeat(246) }],
    ["MPESA_BASE_URL", { MPESA_BASE_URL: "ftp://gateway.example" }],
    ["MPESA_BASE_URL", { MPESA_BASE_URL: "https://gateway.example/?x=1" }],
    ["MPESA_QUERY_URL", { MPESA_QUERY_URL: "gateway.example/query" }],
    ["MPESA_C2B_URL", { MPESA_C2B_URL: "https://me:secret@gateway.example/" }],
    ["MPESA_C2B_PORT", { MPESA_C2B_PORT: "65536" }],
    ["MPESA_ORIGIN", { MPESA_ORIGIN: "two words" }],
    ["MPESA_TIMEOUT_MS", { MPESA_TIMEOUT_MS: "0" }],
    ["MPESA_TIMEOUT_MS", { MPESA_TIMEOUT_MS: "90s" }],
    ["MPESA_LENIENT_HTTP_PARSER", { MPESA_LENIENT_HTTP_PARSER: "maybe" }],
    ["MPESA_MIN_AMOUNT", { MPESA_MIN_AMOUNT: "500", MPESA_MAX_AMOUNT: "400" }],
    ["MPESA_PREFIXES", { MPESA_PREFIXES: "84;85" }],
    ["MPESA_CODES", { MPESA_CODES: "INS-1=nonsense" }],
    ["MPESA_CODES", { MPESA_CODES: "INS-0=declined" }],
    ["MPESA_CALLBACK_TOKEN", { MPESA_CALLBACK_TOKEN: "a/b" }],
    ["MPESA_SECURITY_CREDENTIAL", { MPESA_INITIATOR_IDENTIFIER: "me" }],
    ["MPESA_INITIATOR_IDENTIFIER", { MPESA_REFUND_STRATEGY: "reversal" }],
    ["MPESA_B2C_ENABLED", { MPESA_REFUND_STRATEGY: "b2c" }],
    ["MPESA_REFUND_STRATEGY", { MPESA_REFUND_STRATEGY: "later" }],
    ["MPESA_B2C_PUBLIC_KEY", { MPESA_B2C_ENABLED: "1", MPESA_B2C_API_KEY: "other" }],
  ])("is refused by the name of %s in %j, and without its value", (name, variables) => {
    expect(refuse(variables)).toThrow(name)
    expect(refuse({ ...variables, MPESA_API_KEY: "" })).not.toThrow("secret")
  })

  it("reads codes that mean something else by contract", () => {
    expect(read({ MPESA_CODES: "INS-1=insufficient_funds, INS-23=busy" }).codes).toEqual({
      "INS-1": "insufficient_funds",
      "INS-23": "busy",
    })
  })

  it("takes the key as PEM, broken into lines, or with its line breaks escaped", () => {
    const lines = der.toString("base64").replace(/.{64}/g, "$&\n")
    const pem = `-----BEGIN PUBLIC KEY-----\n${lines}\n-----END PUBLIC KEY-----\n`
    for (const text of [lines, pem, pem.replaceAll("\n", "\\n")]) {
      expect(read({ MPESA_PUBLIC_KEY: text }).account.publicKey.asymmetricKeyType).toBe("rsa")
    }
  })

  it("makes a token as long as the key, another one each time", () => {
    const { account } = read({ MPESA_PUBLIC_KEY: keyOf(4096).toString("base64") })
    const tokens = [bearerToken(account), bearerToken(account)]
    expect(tokens.map((token) => token.length)).toEqual([684, 684])
    expect(tokens[0]).not.toBe(tokens[1])
  })
})

describe("production", () => {
  const fit = { MPESA_CALLBACK_TOKEN: "0123456789abcdef" }

  it("takes a configuration of the operator's", () => {
    expect(unfitForProduction(read(fit))).toEqual([])
    expect(unfitForProduction(read({ ...fit, MPESA_BASE_URL: "http://127.0.0.1:1" }))).toEqual([])
  })

  it.each([
    ["sandbox", { MPESA_BASE_URL: "https://api.sandbox.vm.co.mz" }],
    ["sandbox", { MPESA_QUERY_URL: "https://api.sandbox.vm.co.mz:18353/x" }],
    ["171717", { MPESA_SERVICE_PROVIDER_CODE: "171717" }],
    ["171717", { MPESA_B2C_ENABLED: "true", MPESA_B2C_SERVICE_PROVIDER_CODE: "171717" }],
    ["plain HTTP", { MPESA_C2B_URL: "http://gateway.example/" }],
    ["MPESA_CALLBACK_TOKEN", { MPESA_CALLBACK_TOKEN: "" }],
    ["MPESA_CALLBACK_TOKEN", { MPESA_CALLBACK_TOKEN: "short" }],
  ])("refuses %s in %j", (reason, variables) => {
    expect(unfitForProduction(read({ ...fit, ...variables })).join("\n")).toContain(reason)
  })
})
