import { randomBytes } from "node:crypto"
import type { Response } from "supertest"
import { passSteps, totp } from "../../support/authenticator"
import { openContract, type Contract } from "../../support/openapi"
import { mailedToken } from "../../support/outbox"
import { runVerify } from "../../support/projections"
import { codeOf, requestReset } from "../../support/sign-in"
import { outboxIsEmpty, openWorld, type World } from "../../support/world"
import { until } from "../../support/until"

/** One buyer's life, each step on the one before; every answer is held against the OpenAPI document. */
let world: World
let contract: Contract
const email = `joao.${randomBytes(6).toString("hex")}@example.com`
const passwords = {
  first: "SecurePassword123!",
  second: "Outra-Machamba-do-Save-97",
  third: "Terceira-Machamba-do-Buzi-3",
}
let password = passwords.first
let accessToken = ""
let refreshToken = ""
let userId = ""
let totpSecret = ""
let recoveryCodes: string[] = []
/** What nobody but the buyer may ever read: neither in an answer nor in the read model. */
const secrets = new Set<string>(Object.values(passwords))
const answered: string[] = []

beforeAll(async () => {
  world = await openWorld()
  contract = await openContract(world)
})
afterAll(() => world.close())

type Method = "get" | "post" | "put" | "delete"
type Sent = { body?: object; headers?: Record<string, string>; as?: string }

/** Asks as the buyer and holds the answer against the document. */
async function ask(method: Method, path: string, status: number, sent: Sent = {}) {
  const request = world.api[method](path).set(sent.headers ?? {})
  if (accessToken !== "") {
    void request.set("Authorization", `Bearer ${accessToken}`)
  }
  const answer: Response = await (sent.body === undefined ? request : request.send(sent.body))
  contract.expectAnswer(answer, method, sent.as ?? path, status)
  answered.push(answer.text)
  return answer
}

const dataOf = <T>(answer: Response) => (answer.body as { data: T }).data

function keepTokens(answer: Response): void {
  const data = dataOf<{ accessToken: string; refreshToken: string }>(answer)
  accessToken = data.accessToken
  refreshToken = data.refreshToken
}

async function signIn(): Promise<void> {
  accessToken = ""
  keepTokens(await ask("post", "/v1/auth/login", 200, { body: { email, password } }))
}

it("registers", async () => {
  const body = {
    firstName: "João",
    lastName: "Silva",
    email: email.toUpperCase(),
    phone: "84 123 4567",
    password,
    confirmPassword: password,
    acceptTerms: true,
  }
  const answer = await ask("post", "/v1/auth/register", 201, { body })
  const { user } = dataOf<{ user: { id: string; email: string } }>(answer)
  userId = user.id
  expect(user).toMatchObject({ email, role: "buyer", isEmailVerified: false })
  const refused = await ask("post", "/v1/auth/login", 401, { body: { email, password } })
  expect(codeOf(refused)).toBe("INVALID_CREDENTIALS")
})

it("verifies the e-mail by the link in the mail, once", async () => {
  const token = await mailedToken(world, email)
  secrets.add(token)
  const answer = await ask("post", "/v1/auth/verify-email", 200, { body: { token } })
  expect(dataOf<{ user: object }>(answer).user).toMatchObject({ id: userId, isEmailVerified: true })
  await ask("post", "/v1/auth/verify-email", 422, { body: { token } })
})

it("signs in, and refreshes", async () => {
  await signIn()
  secrets.add(refreshToken)
  keepTokens(await ask("post", "/v1/auth/refresh", 200, { body: { refreshToken } }))
  secrets.add(refreshToken)
})

it("reads and changes the profile, unless somebody did so meanwhile", async () => {
  const tag = (await ask("get", "/v1/users/profile", 200)).get("ETag") ?? ""
  const change = (firstName: string, status: number) =>
    ask("put", "/v1/users/profile", status, {
      body: { firstName, preferences: { language: "en" } },
      headers: { "If-Match": tag },
    })
  const answer = await change("Joana", 200)
  expect(dataOf<{ user: object }>(answer).user).toMatchObject({
    id: userId,
    firstName: "Joana",
    lastName: "Silva",
    phone: "+258841234567",
    preferences: { language: "en", currency: "MZN" },
  })
  expect(codeOf(await change("João", 412))).toBe("EDITED_MEANWHILE")
})

it("keeps addresses", async () => {
  const body = { firstName: "Joana", lastName: "Silva", street: "Rua das Flores", city: "Maputo" }
  type Answer = { address: { id: string; isDefault: boolean } }
  const added = await ask("post", "/v1/users/addresses", 201, { body })
  const { address } = dataOf<Answer>(added)
  expect(address.isDefault).toBe(true)
  const path = `/v1/users/addresses/${address.id}`
  const as = "/v1/users/addresses/{id}"
  const changed = await ask("put", path, 200, { as, body: { number: "123", zipCode: "1100" } })
  expect(dataOf<Answer>(changed).address).toMatchObject({ ...body, number: "123", zipCode: "1100" })
  const second = await ask("post", "/v1/users/addresses", 201, {
    body: { ...body, street: "Avenida Eduardo Mondlane", isDefault: true },
  })
  const list = await ask("get", "/v1/users/addresses", 200)
  const { addresses } = dataOf<{ addresses: Answer["address"][] }>(list)
  expect(addresses.filter((one) => one.isDefault).map((one) => one.id)).toEqual([
    dataOf<Answer>(second).address.id,
  ])
  await ask("delete", path, 200, { as })
  await ask("delete", path, 404, { as })
})

it("changes the password", async () => {
  const body = { currentPassword: password, newPassword: passwords.second }
  keepTokens(await ask("put", "/v1/users/password", 200, { body }))
  password = passwords.second
  await ask("get", "/v1/users/profile", 200)
})

it("sets a new one after forgetting it", async () => {
  const token = await requestReset(world, email)
  secrets.add(token)
  const body = { token, password: passwords.third, confirmPassword: passwords.third }
  await ask("post", "/v1/auth/reset-password", 200, { body })
  await ask("get", "/v1/users/profile", 401)
  password = passwords.third
  await signIn()
})

it("turns two-factor on and signs in with a code, and with a recovery code", async () => {
  const setup = await ask("post", "/v1/auth/2fa/setup", 200)
  totpSecret = dataOf<{ secret: string }>(setup).secret
  answered.pop()
  const body = { code: totp(totpSecret) }
  const enabled = await ask("post", "/v1/auth/2fa/enable", 200, { body })
  recoveryCodes = dataOf<{ recoveryCodes: string[] }>(enabled).recoveryCodes
  answered.pop()
  ;[totpSecret, ...recoveryCodes].forEach((secret) => secrets.add(secret))
  for (const codeOfNow of [() => totp(totpSecret), () => recoveryCodes[0] ?? ""]) {
    await passSteps(world, email)
    accessToken = ""
    const login = await ask("post", "/v1/auth/login", 200, { body: { email, password } })
    const { challengeToken } = dataOf<{ challengeToken: string }>(login)
    secrets.add(challengeToken)
    answered.pop()
    const code = codeOfNow()
    keepTokens(await ask("post", "/v1/auth/2fa/challenge", 200, { body: { challengeToken, code } }))
  }
})

it("sees where it is signed in, and ends a session", async () => {
  const list = await ask("get", "/v1/users/sessions", 200)
  const { sessions } = dataOf<{ sessions: { id: string; isCurrent: boolean }[] }>(list)
  expect(sessions.filter((session) => session.isCurrent)).toHaveLength(1)
  const other = sessions.find((session) => !session.isCurrent)?.id ?? ""
  const as = "/v1/users/sessions/{id}"
  await ask("delete", `/v1/users/sessions/${other}`, 200, { as })
  await ask("delete", `/v1/users/sessions/${other}`, 404, { as })
  await ask("delete", "/v1/users/sessions", 200)
  const left = await ask("get", "/v1/users/sessions", 200)
  expect(dataOf<{ sessions: object[] }>(left).sessions).toHaveLength(1)
})

it("takes all that is kept of it away as a file", async () => {
  const answer = await ask("get", "/v1/users/export", 200)
  expect(answer.get("Content-Disposition")).toMatch(/attachment/)
  expect(dataOf<{ export: object }>(answer).export).toMatchObject({
    profile: { id: userId, email, twoFactorEnabled: true },
    addresses: [{ street: "Avenida Eduardo Mondlane" }],
    sessions: [{ device: expect.any(String) as string }],
  })
})

it("no answer said what is nobody's to read", () => {
  const told = answered.join("\n")
  // Tokens are told to whoever they are for; passwords, codes and links by mail never are.
  const leaked = [...secrets].filter((secret) => told.includes(secret) && secret !== refreshToken)
  expect(leaked.filter((secret) => !told.includes(`"refreshToken":"${secret}"`))).toEqual([])
  expect(told).not.toMatch(/\$2[aby]\$/)
  expect(told).not.toMatch(
    /"(password|_id|medusaId|emailVerificationToken|passwordReset\w+|twoFactorSecret|loginAttempts|lockUntil)"/
  )
})

it("the read model has no plain secret, and says what Postgres says", async () => {
  await until("every change is projected", () => outboxIsEmpty(world.pool))
  const document = JSON.stringify(await world.mongo.collection("users").findOne({ email }))
  expect(document).toContain(userId)
  expect([...secrets].filter((secret) => document.includes(secret))).toEqual([])
  const { code, printed } = await runVerify(world, "users")
  expect({ code, printed: code === 0 ? "" : printed }).toEqual({ code: 0, printed: "" })
  expect([...secrets].filter((secret) => printed.includes(secret))).toEqual([])
})

describe("closes its account", () => {
  const close = (status: number, body: object) =>
    ask("delete", "/v1/users/profile", status, { body })

  it("by password and code", async () => {
    await passSteps(world, email)
    await close(401, { password: "Isto-Nao-E-A-Palavra-9", code: totp(totpSecret) })
    await close(401, { password, code: "000000" })
    await close(200, { password, code: totp(totpSecret) })
    await ask("get", "/v1/users/profile", 401)
    accessToken = ""
    await ask("post", "/v1/auth/login", 401, { body: { email, password } })
  })

  it("leaves an id for its orders, and nothing to know it by", async () => {
    await until("every change is projected", () => outboxIsEmpty(world.pool))
    const { rows } = await world.pool.query<{ customer_id: string }>(
      "SELECT * FROM account WHERE object_id = $1",
      [userId]
    )
    const customer = await world.pool.query("SELECT * FROM customer WHERE id = $1", [
      rows[0]?.customer_id,
    ])
    const documents = await world.mongo.collection("users").find().toArray()
    const mine = documents.filter((document) => String(document._id) === userId)
    expect([rows.length, customer.rows.length, mine.length]).toEqual([1, 1, 1])
    expect(JSON.stringify([rows, customer.rows, mine])).not.toMatch(
      new RegExp(`${email}|Joana|Silva|841234567|Mondlane`)
    )
    expect((await runVerify(world, "users")).code).toBe(0)
  })

  it("and its e-mail is free again", async () => {
    const body = {
      firstName: "Outra",
      lastName: "Pessoa",
      email,
      password,
      confirmPassword: password,
      acceptTerms: true,
    }
    const answer = await ask("post", "/v1/auth/register", 201, { body })
    const { user } = dataOf<{ user: { id: string } }>(answer)
    expect(user.id).not.toBe(userId)
    const token = await until("a new mail of verification", async () => {
      const newest = await mailedToken(world, email)
      return !secrets.has(newest) && newest
    })
    await ask("post", "/v1/auth/verify-email", 200, { body: { token } })
    await signIn()
    const profile = await ask("get", "/v1/users/profile", 200)
    expect(dataOf<{ user: object }>(profile).user).toMatchObject({
      id: user.id,
      lastName: "Pessoa",
    })
  })
})
