import { readFile } from "node:fs/promises"
import path from "node:path"
import { parsePhoneNumberWithError } from "libphonenumber-js/max"
import { startReceiver } from "../../shared/__tests__/callback-receiver"
import { startEmolaSimulator, type EmolaSimulator } from ".."
import { scenarioNames, scenarioOfPhone } from "../scenarios"

let simulator: EmolaSimulator
let sequence = 0

beforeEach(async () => {
  simulator = await startEmolaSimulator({ seed: "simulator" })
})

afterEach(async () => {
  await simulator.close()
})

const escape = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;")

/** A message as the operator's documents have it, with no code of the gateway's. */
async function send(
  params: Record<string, string> = {},
  wscode = "pushUssdMessage",
  username = simulator.env.EMOLA_USERNAME ?? ""
) {
  const { EMOLA_URL, EMOLA_PASSWORD = "", EMOLA_PARTNER_CODE = "", EMOLA_KEY = "" } = simulator.env
  const all = {
    partnerCode: EMOLA_PARTNER_CODE,
    msisdn: "861234567",
    smsContent: "Txova",
    transAmount: "10",
    transId: `TRANSACTION${String((sequence += 1)).padStart(6, "0")}`,
    language: "pt",
    refNo: "TX1",
    key: EMOLA_KEY,
    ...params,
  }
  const elements = Object.entries(all).map(
    ([name, value]) => `<param name="${name}" value="${escape(value)}"/>`
  )
  const answer = await fetch(EMOLA_URL ?? "", {
    method: "POST",
    headers: { "content-type": "text/xml; charset=UTF-8", soapaction: "gwOperation" },
    body: `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:web="http://webservice.bccsgw.viettel.com/"><soapenv:Body><web:gwOperation><Input><username>${escape(username)}</username><password>${escape(EMOLA_PASSWORD)}</password><wscode>${wscode}</wscode>${elements.join("")}<rawData>?</rawData></Input></web:gwOperation></soapenv:Body></soapenv:Envelope>`,
  })
  return answer.text()
}

const errorOf = (body: string) => /<error>(\w+)<\/error>/.exec(body)?.[1]
const codeOf = (body: string) => /errorCode(?:>|&gt;)(\w+)/.exec(body)?.[1]

describe("the simulator of e-Mola", () => {
  it("moves money, and knows a transId for ever", async () => {
    const transId = "TRANSACTION0000000"
    const body = await send({ transId })
    expect([errorOf(body), codeOf(body)]).toEqual(["0", "0"])
    expect(body).toContain("&lt;reqeustId&gt;")
    expect(codeOf(await send({ transId }))).toBe("14")
    expect(simulator.ledger()).toEqual([
      expect.objectContaining({ reference: transId, phone: "+258861234567", amount: 1_000 }),
    ])
  })

  it.each([
    ["06", { transAmount: "10.50" }],
    ["06", { transAmount: "100000" }],
    ["06", { transAmount: "0" }],
    ["07", { msisdn: "258861234567" }],
    ["08", { smsContent: "x".repeat(151) }],
    ["09", { transId: "X".repeat(31) }],
    ["23", { refNo: "TX-1" }],
    ["05", { partnerCode: "171717" }],
    ["98", { key: "another" }],
  ])("refuses with %s what is wrong: %j", async (code, params) => {
    expect(codeOf(await send(params))).toBe(code)
    expect(simulator.ledger()).toEqual([])
  })

  it("refuses at the gateway who it does not know, and what", async () => {
    expect(errorOf(await send({}, "pushUssdMessage", "another"))).toBe("6003")
    expect(errorOf(await send({}, "lottery"))).toBe("2001")
    const page = await fetch(simulator.env.EMOLA_URL ?? "", { method: "POST", body: "<a" })
    expect(errorOf(await page.text())).toBe("9002")
  })

  it("tells in a query what became of a movement of that kind", async () => {
    const transId = "TRANSACTION0000001"
    await send({ transId })
    const ask = (transType: string) => send({ transId, transType }, "pushUssdQueryTrans")
    expect(await ask("C2B")).toMatch(/orgResponseCode&gt;01/)
    expect(codeOf(await ask("B2C"))).toBe("15")
  })

  it("calls back as documented", async () => {
    const receiver = await startReceiver()
    simulator.setCallbackUrl(receiver.url)
    simulator.script({ scenario: "forged_callback" })
    expect(codeOf(await send({ transId: "TRANSACTION0000002" }))).toBe("22")
    await receiver.until(1)
    expect(receiver.bodies[0]).toEqual({
      reqeustId: simulator.entries()[0]?.conversationId,
      transId: "TRANSACTION0000002",
      refNo: "TX1",
      errorCode: "0",
      message: "Success",
    })
    expect(simulator.ledger()).toEqual([])
    await receiver.close()
  })

  it("keeps neither password nor key of what it heard", async () => {
    await send()
    const kept = JSON.stringify(simulator.heard())
    const { EMOLA_PASSWORD, EMOLA_KEY } = simulator.env
    for (const secret of [EMOLA_PASSWORD ?? "", EMOLA_KEY ?? ""]) {
      expect(kept).not.toContain(JSON.stringify(secret).slice(1, 17))
    }
  })
})

describe("the numbers of e-Mola", () => {
  it("are all in the documents, and are numbers of Mozambique's", async () => {
    const readme = await readFile(path.join(__dirname, "../../README.md"), "utf8")
    scenarioNames.forEach((name, index) => {
      const place = String(index + 1).padStart(2, "0")
      const phone = `+2588600000${place}`
      expect(readme).toMatch(new RegExp(`\\| 86 000 00${place} +\\| \`${name}\` `))
      expect(scenarioOfPhone(phone)).toBeDefined()
      expect(parsePhoneNumberWithError(phone).isValid()).toBe(true)
    })
  })

  it("stand for their scenario", async () => {
    expect(codeOf(await send({ msisdn: "860000012" }))).toBe("20")
  })
})
