import { spawn } from "node:child_process"
import { constants, createPublicKey, publicEncrypt, randomUUID } from "node:crypto"
import { once } from "node:events"
import { readFile } from "node:fs/promises"
import path from "node:path"
import { createInterface } from "node:readline"
import { parsePhoneNumberWithError } from "libphonenumber-js/max"
import { startReceiver } from "../../shared/__tests__/callback-receiver"
import { startMpesaSimulator, type MpesaSimulator } from ".."
import { scenarioNames, scenarioOfPhone } from "../scenarios"

let simulator: MpesaSimulator

beforeEach(async () => {
  simulator = await startMpesaSimulator({ seed: "simulator" })
})

afterEach(async () => {
  await simulator.close()
})

/** As the operator's documents tell a client to make it, with no code of the gateway's. */
function bearer(env: Record<string, string>, padding = constants.RSA_PKCS1_PADDING): string {
  const key = createPublicKey({
    key: Buffer.from(env.MPESA_PUBLIC_KEY ?? "", "base64"),
    format: "der",
    type: "spki",
  })
  const token = publicEncrypt({ key, padding }, Buffer.from(env.MPESA_API_KEY ?? ""))
  return `Bearer ${token.toString("base64")}`
}

const newReference = () => randomUUID().replaceAll("-", "").slice(0, 20).toUpperCase()

async function c2b(
  more: Record<string, string> = {},
  headers: Record<string, string> = {},
  env = simulator.env
) {
  const answer = await fetch(env.MPESA_C2B_URL ?? "", {
    method: "POST",
    headers: {
      "content-type": "application/json",
      origin: "developer.mpesa.vm.co.mz",
      authorization: bearer(env),
      ...headers,
    },
    body: JSON.stringify({
      input_TransactionReference: "TX1",
      input_CustomerMSISDN: "258841234567",
      input_Amount: "10.50",
      input_ThirdPartyReference: newReference(),
      input_ServiceProviderCode: "171717",
      ...more,
    }),
  })
  return { status: answer.status, body: await answer.text() }
}

const codeOf = ({ status, body }: { status: number; body: string }) => [
  status,
  (JSON.parse(body) as Record<string, string>).output_ResponseCode,
]

const control = (name: string, method = "GET", body?: unknown) =>
  fetch(`${simulator.url}/__${name}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })

describe("the simulator of M-Pesa", () => {
  it("lets in who encrypts the key as documented, and nobody else", async () => {
    expect(codeOf(await c2b())).toEqual([201, "INS-0"])
    const oaep = bearer(simulator.env, constants.RSA_PKCS1_OAEP_PADDING)
    for (const authorization of [
      oaep,
      "Bearer",
      "Bearer AAAA",
      "",
      simulator.env.MPESA_API_KEY ?? "",
    ]) {
      expect(codeOf(await c2b({}, { authorization }))).toEqual([401, "INS-2"])
    }
    const other = { ...simulator.env, MPESA_API_KEY: "another" }
    expect(codeOf(await c2b({}, {}, other))).toEqual([401, "INS-2"])
  })

  it.each([
    ["INS-2051", { input_CustomerMSISDN: "841234567" }],
    ["INS-2051", { input_CustomerMSISDN: "258861234567" }],
    ["INS-15", { input_Amount: "0" }],
    ["INS-15", { input_Amount: "1.234" }],
    ["INS-17", { input_TransactionReference: " TX1" }],
    ["INS-17", { input_TransactionReference: "X".repeat(21) }],
    ["INS-19", { input_ThirdPartyReference: "A-B" }],
    ["INS-13", { input_ServiceProviderCode: "900123" }],
  ])("refuses with %s what is wrong: %j", async (code, fields) => {
    expect(codeOf(await c2b(fields))).toEqual([400, code])
    expect(simulator.ledger()).toEqual([])
  })

  it("answers pages, not codes, to what never reaches the gateway", async () => {
    expect((await c2b({}, { origin: "" })).status).toBe(403)
    expect((await fetch(simulator.env.MPESA_C2B_URL ?? "")).status).toBe(405)
    expect((await fetch(`${simulator.url}/elsewhere`)).status).toBe(404)
  })

  it("refuses a reference that it has, whatever became of it", async () => {
    simulator.script({ scenario: "cancelled" })
    const fields = { input_ThirdPartyReference: newReference() }
    expect(codeOf(await c2b(fields))).toEqual([401, "INS-5"])
    expect(codeOf(await c2b(fields))).toEqual([409, "INS-10"])
  })

  it("moves the money of who is gone before the PIN", async () => {
    simulator.script({ scenario: { c2b: [{ fate: "pending" }] } })
    const gone = new AbortController()
    const reference = newReference()
    const asked = fetch(simulator.env.MPESA_C2B_URL ?? "", {
      method: "POST",
      signal: gone.signal,
      headers: { origin: "*", authorization: bearer(simulator.env) },
      body: JSON.stringify({
        input_TransactionReference: "TX1",
        input_CustomerMSISDN: "258841234567",
        input_Amount: "1",
        input_ThirdPartyReference: reference,
        input_ServiceProviderCode: "171717",
      }),
    })
    while (simulator.entries().length === 0) {
      await new Promise((resolve) => setImmediate(resolve))
    }
    gone.abort()
    await expect(asked).rejects.toThrow()
    simulator.settle(reference, "completed")
    expect(simulator.ledger()).toHaveLength(1)
  })

  it("is told what to do over HTTP, and tells what it did", async () => {
    expect((await control("script", "POST", [{ scenario: "no_funds" }])).status).toBe(200)
    expect(codeOf(await c2b())).toEqual([422, "INS-2006"])
    await control("script", "POST", {
      operation: "c2b",
      behaviour: { reply: { type: "accepted" } },
    })
    await c2b()
    const ledger: unknown = await (await control("ledger")).json()
    expect(ledger).toEqual(JSON.parse(JSON.stringify(simulator.ledger())))
    expect(ledger).toHaveLength(1)
    const entries = (await (await control("entries")).json()) as { reference: string }[]
    expect(entries).toHaveLength(2)
    const settled = { reference: entries[0]?.reference, fate: "completed" }
    expect((await control("settle", "POST", settled)).status).toBe(200)
    expect(simulator.ledger()).toHaveLength(2)
    const outside = { kind: "charge", reference: "X1", phone: "+258841111111", amount: 500 }
    expect((await control("record", "POST", outside)).status).toBe(200)
    expect(simulator.ledger()).toHaveLength(3)
    const today = new Date(Date.now() + 7_200_000).toISOString().slice(0, 10)
    const csv = await (await control(`statement?date=${today}`)).text()
    expect(csv.trim().split("\r\n")).toHaveLength(4)
    expect(await (await control("heard")).json()).toHaveLength(2)
  })

  it.each([
    ["script", { scenario: "no_such" }],
    ["script", { operation: "c2b", behaviour: { fate: "lost" } }],
    ["settle", { reference: "X", fate: "lost" }],
    ["record", { kind: "charge", amount: 0.5 }],
    ["port", { operation: "x", open: true }],
  ])("refuses a control that makes no sense: %s %j", async (name, body) => {
    expect((await control(name, "POST", body)).status).toBe(400)
  })

  it("refuses a statement without a day, and a control that it has not", async () => {
    expect((await control("statement?date=2026-13-01")).status).toBe(400)
    expect((await control("nothing")).status).toBe(404)
  })
})

describe("callbacks of M-Pesa", () => {
  it("go out after an acceptance, and before an answer", async () => {
    const receiver = await startReceiver()
    simulator.setCallbackUrl(receiver.url)
    simulator.script({ scenario: "callback_before_answer" })
    const { body } = await c2b()
    expect(body).not.toContain("output_TransactionID")
    expect(receiver.bodies).toHaveLength(1)
    const [movement] = simulator.ledger()
    expect(receiver.bodies[0]).toEqual({
      input_OriginalConversationID: movement?.conversationId,
      input_ThirdPartyReference: movement?.reference,
      input_TransactionID: movement?.receipt,
      input_ResultCode: "0",
      input_ResultDesc: expect.any(String),
    })
    simulator.script({ scenario: "accepted_then_callback" })
    await c2b()
    await receiver.until(2)
    expect(receiver.bodies[1]?.input_TransactionID).toBe(simulator.ledger()[1]?.receipt)
    await receiver.close()
  })

  it("storm in one order for one seed, in both spellings, and contradict themselves", async () => {
    const orders: string[][] = []
    for (const seed of ["one", "one"]) {
      const receiver = await startReceiver()
      const stormy = await startMpesaSimulator({ seed, callbackUrl: receiver.url })
      stormy.script({
        scenario: {
          c2b: [{ callback: { when: "after_settling", times: 50, spreadMs: 0, claim: "mixed" } }],
        },
      })
      await c2b({ input_ThirdPartyReference: "STORM00000" }, {}, stormy.env)
      await receiver.until(50)
      const codes = receiver.bodies.map((each) => each.input_ResultCode)
      expect(new Set(codes)).toEqual(new Set(["0", "INS-6"]))
      const spellings = receiver.bodies.flatMap((each) => Object.keys(each))
      expect(spellings).toEqual(expect.arrayContaining(["input_ThirdPartyConversationID"]))
      expect(stormy.ledger()).toHaveLength(1)
      orders.push(
        [...new Set(receiver.bodies.map((each) => each.input_TransactionID ?? ""))].sort()
      )
      await Promise.all([stormy.close(), receiver.close()])
    }
    expect(orders[0]).toEqual(orders[1])
  })

  it("may be forged, and may be any body", async () => {
    const receiver = await startReceiver()
    simulator.setCallbackUrl(receiver.url)
    simulator.script({ scenario: "forged_callback" })
    await c2b()
    await receiver.until(1)
    expect(receiver.bodies[0]).toMatchObject({ input_ResultCode: "0" })
    expect(simulator.ledger()).toEqual([])
    expect((await control("callback", "POST", { made: "up" })).status).toBe(200)
    expect(receiver.bodies[1]).toEqual({ made: "up" })
    await receiver.close()
  })
})

describe("the numbers of M-Pesa", () => {
  it("are all in the documents, and are numbers of Mozambique's", async () => {
    const readme = await readFile(path.join(__dirname, "../../README.md"), "utf8")
    scenarioNames.forEach((name, index) => {
      const place = String(index + 1).padStart(2, "0")
      const phone = `+2588400000${place}`
      expect(readme).toMatch(new RegExp(`\\| 84 000 00${place} +\\| \`${name}\` `))
      expect(scenarioOfPhone(phone)).toBeDefined()
      expect(parsePhoneNumberWithError(phone).isValid()).toBe(true)
    })
    expect(scenarioOfPhone("+258841234567")).toBeUndefined()
  })

  it("stand for their scenario", async () => {
    expect(codeOf(await c2b({ input_CustomerMSISDN: "258840000004" }))).toEqual([401, "INS-5"])
    expect(codeOf(await c2b({ input_CustomerMSISDN: "258840000005" }))).toEqual([422, "INS-2006"])
  })
})

describe("the command", () => {
  it("prints where the simulator is, serves, and ends when told", async () => {
    const main = path.join(__dirname, "../main.ts")
    const args = ["-r", "ts-node/register", main, "--pin-ms", "0", "--tls"]
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] })
    const printed: string[] = []
    for await (const line of createInterface(child.stdout)) {
      printed.push(line)
      if (line.includes("END CERTIFICATE")) {
        break
      }
    }
    expect(printed[0]).toMatch(/^M-Pesa simulator: https:\/\/127\.0\.0\.1:\d+$/)
    expect(printed.join("\n")).toMatch(/^MPESA_QUERY_URL=https:\/\/127\.0\.0\.1:\d+\/ipg\/v1x\//m)
    child.kill("SIGTERM")
    expect(await once(child, "exit")).toEqual([0, null])
  })
})
