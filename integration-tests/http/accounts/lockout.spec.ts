import { randomBytes } from "node:crypto"
import type { Response } from "supertest"
import { registerBuyer, type Buyer } from "../../support/accounts"
import { mailsTo } from "../../support/outbox"
import { codeOf, login, requestReset, resetPassword, tryLogin } from "../../support/sign-in"
import { until } from "../../support/until"
import { openWorld, type World } from "../../support/world"

const stranger = "198.51.100.7"
const wrong = "Isto-Nao-E-A-Palavra-9"

let world: World

beforeAll(async () => {
  world = await openWorld({ env: { TRUSTED_PROXIES: "1" } })
})
afterAll(() => world.close())

/** Guesses wrong one after another; gives the statuses. */
async function guess(email: string, times: number, address = stranger): Promise<number[]> {
  const statuses: number[] = []
  for (let index = 0; index < times; index += 1) {
    statuses.push((await tryLogin(world, { email, password: wrong }, address)).status)
  }
  return statuses
}

/** When the lock that strangers have on an e-mail ends. */
async function lockUntil(email: string): Promise<Date | null | undefined> {
  const { rows } = await world.pool.query<{ lock_until: Date | null }>(
    "SELECT lock_until FROM account_sign_in_guard WHERE id = $1",
    [email]
  )
  return rows[0]?.lock_until
}

/** Lets the time of a lock pass: moves its end by so many seconds. */
async function passTime(email: string, seconds: number): Promise<void> {
  await world.pool.query(
    "UPDATE account_sign_in_guard SET lock_until = lock_until - make_interval(secs => $2) WHERE email = $1",
    [email, seconds]
  )
}

/** The cookie by which the device of a sign-in is known from then on. */
function deviceOf(answer: Response): string {
  const cookies = answer.get("Set-Cookie") ?? []
  return cookies.find((cookie) => cookie.startsWith("txova_device="))?.split(";")[0] ?? ""
}

/** Tries to sign in on a device that is known by its cookie. */
function tryOn(device: string, { email, password }: Pick<Buyer, "email" | "password">) {
  return world.api
    .post("/v1/auth/login")
    .set("X-Forwarded-For", stranger)
    .set("Cookie", device)
    .send({ email, password })
}

const nobody = () => `ninguem.${randomBytes(6).toString("hex")}@example.com`
const fiveWrong = [401, 401, 401, 401, 401]

describe("five wrong passwords in a row", () => {
  it("lock: the sixth try, even right, is told to wait a minute", async () => {
    const buyer = await registerBuyer(world)
    expect(await guess(buyer.email, 5)).toEqual(fiveWrong)
    const answer = await tryLogin(world, buyer, stranger)
    expect([answer.status, codeOf(answer)]).toEqual([429, "TOO_MANY_ATTEMPTS"])
    const seconds = Number(answer.get("Retry-After"))
    expect(seconds).toBeGreaterThan(30)
    expect(seconds).toBeLessThanOrEqual(60)
  })

  it("answer an e-mail that nobody has alike", async () => {
    const email = nobody()
    expect(await guess(email, 5)).toEqual(fiveWrong)
    const answer = await tryLogin(world, { email, password: wrong }, stranger)
    expect([answer.status, codeOf(answer)]).toEqual([429, "TOO_MANY_ATTEMPTS"])
    expect(Number(answer.get("Retry-After"))).toBeGreaterThan(30)
  })

  it("count together at every way in", async () => {
    const buyer = await registerBuyer(world)
    const ways = ["/v1/auth/login", "/auth/customer/emailpass", "/auth/user/emailpass"]
    for (let index = 0; index < 5; index += 1) {
      const answer = await world.api
        .post(ways[index % ways.length] ?? "")
        .set("X-Forwarded-For", stranger)
        .send({ email: ` ${buyer.email.toUpperCase()} `, password: wrong })
      expect(answer.status).toBe(401)
    }
    for (const way of ways) {
      const { email, password } = buyer
      const answer = await world.api
        .post(way)
        .set("X-Forwarded-For", stranger)
        .send({ email, password })
      expect([way, answer.status]).toEqual([way, 429])
      expect(Number(answer.get("Retry-After"))).toBeGreaterThan(0)
    }
  })

  it("are mailed to the owner, and not for each lock that follows", async () => {
    const buyer = await registerBuyer(world)
    const before = (await mailsTo(world, buyer.email)).length
    await guess(buyer.email, 8)
    await until("a mail about the lock", async () => {
      return (await mailsTo(world, buyer.email)).length > before
    })
    await passTime(buyer.email, 60)
    await guess(buyer.email, 5)
    await passTime(buyer.email, 120)
    await login(world, buyer)
    expect(await mailsTo(world, buyer.email)).toHaveLength(before + 1)
  })

  it("are counted anew after a right one", async () => {
    const buyer = await registerBuyer(world)
    for (let round = 0; round < 2; round += 1) {
      expect(await guess(buyer.email, 4)).toEqual(fiveWrong.slice(1))
      expect((await tryLogin(world, buyer, stranger)).status).toBe(200)
    }
  })
})

describe("a lock", () => {
  it("ends on time", async () => {
    const buyer = await registerBuyer(world)
    await guess(buyer.email, 5)
    await passTime(buyer.email, 50)
    expect((await tryLogin(world, buyer, stranger)).status).toBe(429)
    await passTime(buyer.email, 10)
    expect((await tryLogin(world, buyer, stranger)).status).toBe(200)
  })

  it("is not prolonged by tries while it lasts", async () => {
    const buyer = await registerBuyer(world)
    await guess(buyer.email, 5)
    const before = await lockUntil(buyer.email)
    expect(await guess(buyer.email, 20)).toEqual(Array.from({ length: 20 }, () => 429))
    expect(await lockUntil(buyer.email)).toEqual(before)
    await passTime(buyer.email, 60)
    expect((await tryLogin(world, buyer, stranger)).status).toBe(200)
  })

  it("grows with each, and no further than a quarter of an hour", async () => {
    const email = nobody()
    const seconds: number[] = []
    for (let lock = 0; lock < 6; lock += 1) {
      expect(await guess(email, 5)).toEqual(fiveWrong)
      const answer = await tryLogin(world, { email, password: wrong }, stranger)
      seconds.push(Number(answer.get("Retry-After")))
      await passTime(email, 1_000)
    }
    const expected = [60, 120, 240, 480, 900, 900]
    seconds.forEach((value, index) => {
      expect(value).toBeLessThanOrEqual(expected[index] ?? 0)
      expect(value).toBeGreaterThan((expected[index] ?? 0) - 30)
    })
  })

  it("of a stranger does not shut out a device that has signed in", async () => {
    const buyer = await registerBuyer(world)
    const device = deviceOf(await tryLogin(world, buyer))
    expect(device).not.toBe("")
    await guess(buyer.email, 6)
    expect((await tryLogin(world, buyer, stranger)).status).toBe(429)
    expect((await tryOn(device, buyer)).status).toBe(200)
  })

  it("holds for guesses on such a device, too, and on that one alone", async () => {
    const buyer = await registerBuyer(world)
    const device = deviceOf(await tryLogin(world, buyer))
    const statuses: number[] = []
    for (let index = 0; index < 6; index += 1) {
      statuses.push((await tryOn(device, { ...buyer, password: wrong })).status)
    }
    expect(statuses).toEqual([...fiveWrong, 429])
    expect((await tryOn(device, buyer)).status).toBe(429)
    expect((await tryLogin(world, buyer, stranger)).status).toBe(200)
  })

  it("tells a stranger nothing by the address, whoever has signed in from it", async () => {
    const home = "203.0.113.9"
    const buyer = await registerBuyer(world)
    await login(world, buyer, home)
    const email = nobody()
    expect(await guess(buyer.email, 7)).toEqual(await guess(email, 7))
    expect(await guess(buyer.email, 2, home)).toEqual(await guess(email, 2, home))
  })

  it("is not got round by a cookie of another account, or of nobody's making", async () => {
    const [buyer, other] = [await registerBuyer(world), await registerBuyer(world)]
    const others = deviceOf(await tryLogin(world, other))
    await guess(buyer.email, 5)
    for (const device of [others, `${others}x`, "txova_device=e30.e30.", "txova_device="]) {
      expect((await tryOn(device, buyer)).status).toBe(429)
    }
  })

  it("does not keep out for ever: a new password set by mail makes its device a known one", async () => {
    const buyer = await registerBuyer(world)
    const password = "Outra-Machamba-do-Save-97"
    const token = await requestReset(world, buyer.email)
    const device = deviceOf(await resetPassword(world, token, password).expect(200))
    await guess(buyer.email, 6)
    expect((await tryOn(device, { ...buyer, password })).status).toBe(200)
  })

  it("ends with a new password set by mail", async () => {
    const buyer = await registerBuyer(world)
    await guess(buyer.email, 6)
    const password = "Outra-Machamba-do-Save-97"
    await resetPassword(world, await requestReset(world, buyer.email), password).expect(200)
    expect((await tryLogin(world, { ...buyer, password }, stranger)).status).toBe(200)
  })

  it("of a stranger is none for somebody signed in, who sets a new password", async () => {
    const buyer = await registerBuyer(world)
    await guess(buyer.email, 6)
    await world.api
      .put("/v1/users/password")
      .set("Authorization", `Bearer ${buyer.accessToken}`)
      .send({ currentPassword: buyer.password, newPassword: "Outra-Machamba-do-Save-97" })
      .expect(200)
  })

  it("holds for the present password where a new one is set, and where an account is closed", async () => {
    const buyer = await registerBuyer(world)
    const change = (currentPassword: string) =>
      world.api
        .put("/v1/users/password")
        .set("Authorization", `Bearer ${buyer.accessToken}`)
        .send({ currentPassword, newPassword: "Outra-Machamba-do-Save-97" })
    for (let index = 0; index < 5; index += 1) {
      expect((await change(wrong)).status).toBe(401)
    }
    expect((await change(buyer.password)).status).toBe(429)
    const close = await world.api
      .delete("/v1/users/profile")
      .set("Authorization", `Bearer ${buyer.accessToken}`)
      .send({ password: buyer.password })
    expect(close.status).toBe(429)
  })
})

describe("at once", () => {
  const together = (who: Pick<Buyer, "email" | "password">, times: number, address?: string) =>
    Promise.all(Array.from({ length: times }, () => tryLogin(world, who, address)))

  it.each([
    ["of a known e-mail", async () => (await registerBuyer(world)).email],
    ["of an unknown e-mail", () => Promise.resolve(nobody())],
  ])("fifty guesses get five looks, %s", async (_name, emailOf) => {
    const answers = await together({ email: await emailOf(), password: wrong }, 50, stranger)
    const looks = answers.filter((answer) => answer.status === 401)
    const refused = answers.filter((answer) => answer.status === 429)
    expect([looks.length, refused.length]).toEqual([5, 45])
  })

  it("ten right passwords all get in", async () => {
    const buyer = await registerBuyer(world)
    for (const address of [undefined, stranger]) {
      const answers = await together(buyer, 10, address)
      expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 10 }, () => 200))
    }
  })
})
