import { randomBytes } from "node:crypto"
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

  it("are mailed to the owner, once a lock", async () => {
    const buyer = await registerBuyer(world)
    const before = (await mailsTo(world, buyer.email)).length
    await guess(buyer.email, 8)
    await until("a mail about the lock", async () => {
      return (await mailsTo(world, buyer.email)).length > before
    })
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

  it("of a stranger does not shut out an address the account signed in from", async () => {
    const home = "203.0.113.9"
    const buyer = await registerBuyer(world)
    await login(world, buyer, home)
    await guess(buyer.email, 6)
    expect((await tryLogin(world, buyer, stranger)).status).toBe(429)
    expect((await tryLogin(world, buyer, home)).status).toBe(200)
  })

  it("holds for guesses from such an address, too", async () => {
    const home = "203.0.113.10"
    const buyer = await registerBuyer(world)
    await login(world, buyer, home)
    expect(await guess(buyer.email, 6, home)).toEqual([...fiveWrong, 429])
    expect((await tryLogin(world, buyer, home)).status).toBe(429)
  })

  it("ends with a new password set by mail", async () => {
    const buyer = await registerBuyer(world)
    await guess(buyer.email, 6)
    const password = "Outra-Machamba-do-Save-97"
    await resetPassword(world, await requestReset(world, buyer.email), password).expect(200)
    expect((await tryLogin(world, { ...buyer, password }, stranger)).status).toBe(200)
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
