import { randomBytes } from "node:crypto"
import { passSteps, totp } from "../../support/authenticator"
import { openContractClient, type ContractClient, type Told } from "../../support/openapi"
import { mailedToken } from "../../support/outbox"
import { runVerify } from "../../support/projections"
import { codeOf, requestReset } from "../../support/sign-in"
import { outboxIsEmpty, openWorld, type World } from "../../support/world"
import { until } from "../../support/until"

/** One buyer's life, each step on the one before; every answer is held against the OpenAPI document. */
let world: World
let client: ContractClient
const email = `joao.${randomBytes(6).toString("hex")}@example.com`
const passwords = [
  "SecurePassword123!",
  "NewSecurePass456!",
  "Terceira-Machamba-do-Buzi-3",
] as const
let password: string = passwords[0]
let token = ""
let refreshToken = ""
let userId = ""
/** What only its holder may ever read, and never twice. */
const secrets = new Set<string>(passwords)

beforeAll(async () => {
  world = await openWorld()
  client = await openContractClient(world)
})
afterAll(() => world.close())

/** Asks as the buyer. */
function ask(
  ...[method, path, status, sent = {}]: Parameters<ContractClient["ask"]>
): Promise<Told> {
  return client.ask(method, path, status, { token, ...sent })
}

/** Remembers what an answer told for its holder alone, and leaves it out of what nobody may read. */
function keep(...values: unknown[]): void {
  values.forEach((value) => secrets.add(String(value)))
  client.told.pop()
}

function keepTokens({ data }: Told): void {
  token = String(data.accessToken)
  refreshToken = String(data.refreshToken)
  keep(refreshToken)
}

async function signIn(): Promise<void> {
  token = ""
  keepTokens(await ask("post", "/v1/auth/login", 200, { body: { email, password } }))
}

it("registers", async () => {
  const { data } = await ask("post", "/v1/auth/register", 201, {
    body: {
      firstName: "João",
      lastName: "Silva",
      email: email.toUpperCase(),
      phone: "84 123 4567",
      password,
      confirmPassword: password,
      acceptTerms: true,
    },
  })
  expect(data.user).toMatchObject({ email, role: "buyer", isEmailVerified: false })
  userId = (data.user as { id: string }).id
  const { answer } = await ask("post", "/v1/auth/login", 401, { body: { email, password } })
  expect(codeOf(answer)).toBe("INVALID_CREDENTIALS")
})

it("verifies the e-mail by the link in the mail, once", async () => {
  const body = { token: await mailedToken(world, email) }
  secrets.add(body.token)
  const { data } = await ask("post", "/v1/auth/verify-email", 200, { body })
  expect(data.user).toMatchObject({ id: userId, isEmailVerified: true })
  await ask("post", "/v1/auth/verify-email", 422, { body })
})

it("signs in, and refreshes", async () => {
  await signIn()
  keepTokens(await ask("post", "/v1/auth/refresh", 200, { body: { refreshToken } }))
})

it("keeps the refresh token in a cookie, if a browser asks for it", async () => {
  const body = { email, password, refreshTokenIn: "cookie" }
  const { data, answer } = await ask("post", "/v1/auth/login", 200, { body })
  expect(data).not.toHaveProperty("refreshToken")
  const [cookie = ""] = answer.get("Set-Cookie") ?? []
  expect(cookie).toMatch(/; HttpOnly/)
  expect(cookie).toMatch(/; SameSite=Strict/)
  expect(cookie).toMatch(/; Path=\/v1\/auth/)
  const headers = { Cookie: cookie.split(";")[0] ?? "" }
  const next = await ask("post", "/v1/auth/refresh", 200, { headers })
  expect(next.data).not.toHaveProperty("refreshToken")
  await ask("post", "/v1/auth/refresh", 401, { headers })
})

it("reads and changes the profile, unless somebody did so meanwhile", async () => {
  const { answer } = await ask("get", "/v1/users/profile", 200)
  const headers = { "If-Match": answer.get("ETag") ?? "" }
  const body = { firstName: "Joana", preferences: { language: "en" } }
  const { data } = await ask("put", "/v1/users/profile", 200, { body, headers })
  expect(data.user).toMatchObject({
    id: userId,
    firstName: "Joana",
    lastName: "Silva",
    phone: "+258841234567",
    preferences: { language: "en", currency: "MZN" },
  })
  const late = await ask("put", "/v1/users/profile", 412, { body, headers })
  expect(codeOf(late.answer)).toBe("EDITED_MEANWHILE")
})

it("keeps addresses", async () => {
  const body = { firstName: "Joana", lastName: "Silva", street: "Rua das Flores", city: "Maputo" }
  const added = (await ask("post", "/v1/users/addresses", 201, { body })).data
  const { id, isDefault } = added.address as { id: string; isDefault: boolean }
  expect(isDefault).toBe(true)
  const [path, as] = [`/v1/users/addresses/${id}`, "/v1/users/addresses/{id}"]
  const change = { number: "123", zipCode: "1100" }
  const changed = await ask("put", path, 200, { as, body: change })
  expect(changed.data.address).toMatchObject({ ...body, ...change })
  const other = { ...body, street: "Avenida Eduardo Mondlane", isDefault: true }
  await ask("post", "/v1/users/addresses", 201, { body: other })
  const { data } = await ask("get", "/v1/users/addresses", 200)
  const defaults = (data.addresses as (typeof other)[]).filter((one) => one.isDefault)
  expect(defaults.map((one) => one.street)).toEqual([other.street])
  await ask("delete", path, 200, { as })
  await ask("delete", path, 404, { as })
})

it("changes the password", async () => {
  const body = { currentPassword: password, newPassword: passwords[1] }
  keepTokens(await ask("put", "/v1/users/password", 200, { body }))
  password = passwords[1]
  await ask("get", "/v1/users/profile", 200)
})

it("sets a new one after forgetting it", async () => {
  const reset = await requestReset(world, email)
  secrets.add(reset)
  const body = { token: reset, password: passwords[2], confirmPassword: passwords[2] }
  await ask("post", "/v1/auth/reset-password", 200, { body })
  await ask("get", "/v1/users/profile", 401)
  password = passwords[2]
  await signIn()
})

it("turns two-factor on, and signs in with a code and with a recovery code", async () => {
  const { secret } = (await ask("post", "/v1/auth/2fa/setup", 200)).data as { secret: string }
  keep(secret)
  const enabled = await ask("post", "/v1/auth/2fa/enable", 200, { body: { code: totp(secret) } })
  const { recoveryCodes } = enabled.data as { recoveryCodes: string[] }
  keep(...recoveryCodes)
  for (const code of [() => totp(secret), () => recoveryCodes[0] ?? ""]) {
    await passSteps(world, email)
    token = ""
    const { data } = await ask("post", "/v1/auth/login", 200, { body: { email, password } })
    keep(data.challengeToken)
    const body = { challengeToken: data.challengeToken, code: code() }
    keepTokens(await ask("post", "/v1/auth/2fa/challenge", 200, { body }))
  }
})

it("sees where it is signed in, and ends sessions", async () => {
  type Session = { id: string; isCurrent: boolean }
  const list = async () => (await ask("get", "/v1/users/sessions", 200)).data.sessions as Session[]
  const sessions = await list()
  expect(sessions.filter((session) => session.isCurrent)).toHaveLength(1)
  const other = sessions.find((session) => !session.isCurrent)?.id ?? "none"
  const [path, as] = [`/v1/users/sessions/${other}`, "/v1/users/sessions/{id}"]
  await ask("delete", path, 200, { as })
  await ask("delete", path, 404, { as })
  await ask("delete", "/v1/users/sessions", 200)
  expect((await list()).map((session) => session.isCurrent)).toEqual([true])
})

it("takes all that is kept of it away as a file", async () => {
  const { data, answer } = await ask("get", "/v1/users/export", 200)
  expect(answer.get("Content-Disposition")).toMatch(/attachment/)
  expect(data.export).toMatchObject({
    profile: { id: userId, email, twoFactorEnabled: true },
    addresses: [{ street: "Avenida Eduardo Mondlane" }],
    acceptedTermsAt: expect.any(String) as string,
    orders: [],
  })
  const { sessions, messages } = data.export as {
    sessions: { endedBecause: string | null }[]
    messages: { template: string; to: string }[]
  }
  expect(sessions.map(({ endedBecause }) => endedBecause)).toContain("password_changed")
  expect(sessions.filter(({ endedBecause }) => endedBecause === null)).toHaveLength(1)
  expect(messages.map(({ template }) => template)).toContain("verify-email")
  expect(new Set(messages.map(({ to }) => to))).toEqual(new Set([email]))
})

it("was told no secret again, and nothing that is nobody's to read", () => {
  const told = client.told.join("\n")
  expect([...secrets].filter((secret) => told.includes(secret))).toEqual([])
  expect(told).not.toMatch(/\$2[aby]\$/)
  expect(told).not.toMatch(
    /"(password|_id|medusaId|emailVerificationToken|passwordReset\w+|twoFactorSecret|loginAttempts|lockUntil)"/
  )
})

it("is in the read model without a plain secret, as Postgres has it", async () => {
  await until("every change is projected", () => outboxIsEmpty(world.pool))
  const document = JSON.stringify(await world.mongo.collection("users").findOne({ email }))
  expect(document).toContain(userId)
  expect([...secrets].filter((secret) => document.includes(secret))).toEqual([])
  const { code, printed } = await runVerify(world, "users")
  expect({ code, printed: code === 0 ? "" : printed }).toEqual({ code: 0, printed: "" })
})
