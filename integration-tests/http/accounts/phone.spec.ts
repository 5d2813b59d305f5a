import { randomInt } from "node:crypto"
import { registerBuyer, type Buyer } from "../../support/accounts"
import { codeOf } from "../../support/sign-in"
import { messagesTo } from "../../support/sms"
import { until } from "../../support/until"
import { openWorld, type World } from "../../support/world"

let world: World
let buyer: Buyer
let phone: string

const anyPhone = () => `+25884${String(randomInt(10_000_000)).padStart(7, "0")}`

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  phone = anyPhone()
  buyer = await registerBuyer(world, { phone })
})

const bearer = () => ({ Authorization: `Bearer ${buyer.accessToken}` })
const askForCode = () => world.api.post("/v1/users/phone/code").set(bearer())
const verify = (code: string) =>
  world.api.post("/v1/users/phone/verify").set(bearer()).send({ code })

async function isVerified(): Promise<boolean> {
  const answer = await world.api.get("/v1/users/profile").set(bearer()).expect(200)
  return (answer.body as { data: { user: { isPhoneVerified: boolean } } }).data.user.isPhoneVerified
}

/** Asks for a code and reads it from the phone. */
async function receiveCode(): Promise<string> {
  const before = (await messagesTo(world, phone)).length
  await askForCode().expect(202)
  return until(`a message to ${phone}`, async () => {
    const fresh = (await messagesTo(world, phone)).slice(before)
    return /(?<![\d+])\d{6}(?!\d)/.exec(fresh.join("\n"))?.[0]
  })
}

const otherThan = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, "0")

/** Lets the pause between two codes pass. */
async function passPause(): Promise<void> {
  await world.pool.query(
    "UPDATE account_token SET created_at = created_at - interval '61 seconds' WHERE purpose = 'verify_phone'"
  )
}

it("is verified by the code of a message, once", async () => {
  expect(await isVerified()).toBe(false)
  const code = await receiveCode()
  await verify(code).expect(200)
  expect(await isVerified()).toBe(true)
  expect(codeOf(await verify(code))).toBe("PHONE_CODE_INVALID")
})

it("is not verified by another code, and five tries spend the right one", async () => {
  const code = await receiveCode()
  for (let index = 0; index < 5; index += 1) {
    expect(codeOf(await verify(otherThan(code)))).toBe("PHONE_CODE_INVALID")
  }
  expect(codeOf(await verify(code))).toBe("PHONE_CODE_INVALID")
  expect(await isVerified()).toBe(false)
})

it("fifty tries at once are five", async () => {
  const code = await receiveCode()
  await Promise.all(Array.from({ length: 50 }, () => verify(otherThan(code))))
  expect((await verify(code)).status).toBe(422)
})

it("is not verified by somebody else's code", async () => {
  const code = await receiveCode()
  buyer = await registerBuyer(world, { phone: anyPhone() })
  expect((await verify(code)).status).toBe(422)
})

it("is sent one code a minute, and a new one ends the one before", async () => {
  const first = await receiveCode()
  const again = await askForCode()
  expect([again.status, codeOf(again)]).toEqual([429, "TOO_MANY_ATTEMPTS"])
  expect(Number(again.get("Retry-After"))).toBeGreaterThan(0)
  await passPause()
  const second = await receiveCode()
  if (first !== second) {
    expect((await verify(first)).status).toBe(422)
  }
  await verify(second).expect(200)
})

it("asked for ten times at once is sent one code", async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => askForCode()))
  expect(answers.filter(({ status }) => status === 202)).toHaveLength(1)
  expect(await messagesTo(world, phone)).toHaveLength(1)
})

it("has to be verified anew when it changes, by a code of its own", async () => {
  const code = await receiveCode()
  const change = (next: string | null) =>
    world.api.put("/v1/users/profile").set(bearer()).send({ phone: next }).expect(200)
  await change(anyPhone())
  expect((await verify(code)).status).toBe(422)
  expect(await isVerified()).toBe(false)
  await change(null)
  expect((await askForCode()).status).toBe(422)
})

it("is tried fifteen times a day, whichever of the day's codes", async () => {
  for (let round = 0; round < 3; round += 1) {
    const code = await receiveCode()
    for (let index = 0; index < 5; index += 1) {
      expect((await verify(otherThan(code))).status).toBe(422)
    }
    await passPause()
  }
  expect((await verify(await receiveCode())).status).toBe(422)
  expect(await isVerified()).toBe(false)
})

it("is sent five codes a day, whoever's profile it stands in", async () => {
  for (let index = 0; index < 5; index += 1) {
    await receiveCode()
    await passPause()
  }
  buyer = await registerBuyer(world, { phone })
  const answer = await askForCode()
  expect([answer.status, codeOf(answer)]).toEqual([429, "TOO_MANY_ATTEMPTS"])
  expect(Number(answer.get("Retry-After"))).toBeGreaterThan(3_600)
  expect(await messagesTo(world, phone)).toHaveLength(5)
})

it("is sent none in another country", async () => {
  buyer = await registerBuyer(world, { phone: "+351912345678" })
  const answer = await askForCode()
  expect([answer.status, codeOf(answer)]).toEqual([422, "VALIDATION_FAILED"])
})
