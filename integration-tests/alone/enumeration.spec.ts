import { randomBytes } from "node:crypto"
import { registerBuyer } from "../support/accounts"
import { publishableKey } from "../support/doors"
import { compare, looks, timed, type Comparison, type Seen } from "../support/timing"
import { openWorld, type World } from "../support/world"

jest.setTimeout(900_000)

const password = "Machamba-do-Incomati-84"
const wrong = "Isto-Nao-E-A-Palavra-9"
/** Known first each time: what is done for it behind its answer may slow the next one down. */
const order = "fixed"

/** Minutes of asking, which say something on a quiet machine alone: `npm run test:faults` does. */
const timedTest = process.env.FAULTS === "full" ? it : it.skip

let world: World
let known: string
const measured: Record<string, Comparison> = {}

/** As long as the known one: the lengths of answers are compared. */
const nobody = () => `amelia.${randomBytes(6).toString("hex")}@example.com`

beforeAll(async () => {
  world = await openWorld()
  known = (await registerBuyer(world)).email
})
afterAll(async () => {
  process.stdout.write(`Medians of interleaved pairs, ms:\n${JSON.stringify(measured, null, 1)}\n`)
  await world.close()
})

function post(path: string, body: object, headers = {}): Promise<Seen> {
  return timed(world.origin + path, body, headers)
}

/** No lock shall shorten what is measured. */
async function forgetGuesses(): Promise<void> {
  await world.pool.query("DELETE FROM account_sign_in_guard")
}

function registration(email: string) {
  return {
    firstName: "Amélia",
    lastName: "Cossa",
    email,
    phone: "+258841234567",
    password: wrong,
    confirmPassword: wrong,
    acceptTerms: true,
  }
}

/** Each way to ask the server about an e-mail without being signed in to it. */
const ways: Record<string, (email: string) => Promise<Seen>> = {
  "POST /v1/auth/login": (email) => post("/v1/auth/login", { email, password: wrong }),
  "POST /v1/auth/register": (email) => post("/v1/auth/register", registration(email)),
  "POST /v1/auth/resend-verification": (email) => post("/v1/auth/resend-verification", { email }),
  "POST /v1/auth/forgot-password": (email) => post("/v1/auth/forgot-password", { email }),
  "POST /auth/customer/emailpass": (email) =>
    post("/auth/customer/emailpass", { email, password: wrong }),
  "POST /auth/user/emailpass": (email) => post("/auth/user/emailpass", { email, password: wrong }),
  "POST /auth/customer/emailpass/register": (email) =>
    post("/auth/customer/emailpass/register", { email, password: wrong }),
  "POST /auth/customer/emailpass/reset-password": (email) =>
    post("/auth/customer/emailpass/reset-password", { identifier: email }),
}

describe.each(Object.entries(ways))("%s", (name, ask) => {
  it("answers alike for a known and an unknown e-mail", async () => {
    await forgetGuesses()
    const [one, other] = [looks(await ask(known)), looks(await ask(nobody()))]
    expect(one).toEqual(other)
  })

  timedTest("takes as long", async () => {
    const time = async (email: string) => {
      await forgetGuesses()
      return (await ask(email)).milliseconds
    }
    const result = await compare(
      { known: () => time(known), unknown: () => time(nobody()) },
      { order }
    )
    measured[name] = result
    expect(result.difference).toBeLessThanOrEqual(10)
  })
})

describe("POST /store/customers", () => {
  async function ask(email: string): Promise<Seen> {
    const first = await post("/auth/customer/emailpass/register", { email, password: wrong })
    const { token } = first.body as { token: string }
    return post(
      "/store/customers",
      { email, first_name: "Amélia", last_name: "Cossa" },
      { authorization: `Bearer ${token}`, "x-publishable-api-key": await publishableKey(world) }
    )
  }

  it("answers alike for a known and an unknown e-mail", async () => {
    const [one, other] = [await ask(known), await ask(nobody())]
    expect(one.status).toBe(200)
    expect(looks(one)).toEqual(looks(other))
  })

  timedTest("takes as long", async () => {
    const time = async (email: string) => (await ask(email)).milliseconds
    const result = await compare(
      { known: () => time(known), unknown: () => time(nobody()) },
      { order }
    )
    measured["POST /store/customers"] = result
    expect(result.difference).toBeLessThanOrEqual(10)
  })
})

describe("registering an e-mail and signing in with the new password", () => {
  /** What a stranger sees who tries an e-mail until it locks. */
  async function walk(email: string): Promise<object[]> {
    const seen = [looks(await post("/v1/auth/register", registration(email)))]
    for (let index = 0; index < 7; index += 1) {
      const way = ["/v1/auth/login", "/auth/customer/emailpass"][index % 2] ?? ""
      const answer = looks(await post(way, { email, password: wrong })) as {
        headers: Record<string, string>
      }
      // Seconds left, of a lock that began some time ago.
      delete answer.headers["retry-after"]
      seen.push(answer)
    }
    return seen
  }

  it("looks the same whether somebody had it before or not", async () => {
    await forgetGuesses()
    expect(await walk(known)).toEqual(await walk(nobody()))
  })

  it("does so again where the e-mail was registered but never verified", async () => {
    const email = nobody()
    await post("/v1/auth/register", { ...registration(email), password, confirmPassword: password })
    await forgetGuesses()
    expect(await walk(email)).toEqual(await walk(nobody()))
  })

  timedTest("takes as long", async () => {
    const time = async (email: string) => {
      await forgetGuesses()
      await post("/v1/auth/register", registration(email))
      return (await post("/v1/auth/login", { email, password: wrong })).milliseconds
    }
    const result = await compare(
      { known: () => time(known), unknown: () => time(nobody()) },
      { order }
    )
    measured["Register, then sign in"] = result
    expect(result.difference).toBeLessThanOrEqual(10)
  })
})
