import { generateKeyPairSync } from "node:crypto"
import { startCutOffServer } from "../../shared/__tests__/cut-off-server"
import { createMpesaGateway, readMpesaConfig } from ".."

const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 })

function gatewayAt(url: string) {
  const config = readMpesaConfig({
    MPESA_API_KEY: "an-api-key-of-nobody",
    MPESA_PUBLIC_KEY: publicKey.export({ format: "der", type: "spki" }).toString("base64"),
    MPESA_SERVICE_PROVIDER_CODE: "900123",
    MPESA_BASE_URL: url,
    MPESA_C2B_URL: url,
    MPESA_TIMEOUT_MS: "5000",
  })
  if (config === undefined) {
    throw new Error("there is an account")
  }
  return createMpesaGateway(config)
}

const charge = {
  reference: "ABCDEFGHIJ0123456789",
  orderReference: "TX1",
  phone: "+258841234567",
  amount: 1_000,
  language: "pt",
} as const

const body = (code: string) =>
  JSON.stringify({
    output_ThirdPartyReference: charge.reference,
    output_ResponseCode: code,
    output_TransactionID: "8A2B4C6D8E0",
  })
const whole = (status: string, text: string, headers: string) =>
  `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\n${headers}\r\n${text}`
const sized = (text: string) => `Content-Length: ${text.length}\r\n`

describe("an answer that is cut off at any byte", () => {
  it.each([
    ["a payment", whole("201 Created", body("INS-0"), sized(body("INS-0")))],
    ["a payment of unsaid length", whole("201 Created", body("INS-0"), "")],
    ["a refusal", whole("401 Unauthorized", body("INS-5"), sized(body("INS-5")))],
  ])("says nothing, be it of %s, until it is whole", async (_, answer) => {
    const server = await startCutOffServer(answer)
    const gateway = gatewayAt(server.url)
    for (let said = 0; said < server.size; said += 1) {
      server.cutAt(said)
      const { outcome } = await gateway.charge(charge)
      expect({ said, outcome }).toEqual({ said, outcome: { state: "unknown" } })
    }
    server.cutAt(server.size)
    expect((await gateway.charge(charge)).outcome.state).not.toBe("unknown")
    await server.close()
  })
})
