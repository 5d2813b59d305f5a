import { answerXml } from "../../../../../tools/simulators/emola/write-envelope"
import { startCutOffServer } from "../../shared/__tests__/cut-off-server"
import { createEmolaGateway, readEmolaConfig } from ".."

function gatewayAt(url: string) {
  const config = readEmolaConfig({
    EMOLA_URL: url,
    EMOLA_USERNAME: "user",
    EMOLA_PASSWORD: "password",
    EMOLA_PARTNER_CODE: "0042",
    EMOLA_KEY: "key",
    EMOLA_PUSH_MODE: "sync",
    EMOLA_TRUST_PUSH: "true",
    EMOLA_TIMEOUT_MS: "5000",
  })
  if (config === undefined) {
    throw new Error("there is an account")
  }
  return createEmolaGateway(config)
}

const charge = {
  reference: "ABCDEFGHIJ0123456789",
  orderReference: "TX1",
  phone: "+258861234567",
  amount: 1_000,
  language: "pt",
} as const

const answerOf = (errorCode: string, originalAs: "escaped" | "cdata") => {
  const business = { wscode: "pushUssdMessage", requestId: "R1", orgResponseCode: null, errorCode }
  return `HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n\r\n${answerXml(business, { originalAs })}`
}

describe("an answer that is cut off at any byte", () => {
  it.each([
    ["a payment", answerOf("0", "escaped")],
    ["a payment in CDATA", answerOf("0", "cdata")],
    ["a refusal", answerOf("03", "escaped")],
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
