import { registerBuyer, type Buyer } from "../../support/accounts"
import { earlyInStep, passSteps, totp, turnTwoFactorOn } from "../../support/authenticator"
import { everywhere, knockAtAll } from "../../support/doors"
import {
  claimsOf,
  codeOf,
  login,
  refresh,
  requestReset,
  resetPassword,
  tryLogin,
  type Tokens,
} from "../../support/sign-in"
import { openWorld, type World } from "../../support/world"

let world: World
let buyer: Buyer
let secret: string
let recoveryCodes: string[]

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  buyer = await registerBuyer(world)
  ;({ secret, recoveryCodes } = await turnTwoFactorOn(world, buyer))
})

/** Shows the password, and gets a challenge for it. */
async function challenge(who: Pick<Buyer, "email" | "password"> = buyer): Promise<string> {
  const answer = await tryLogin(world, who)
  const { data } = answer.body as { data: { twoFactorRequired?: boolean; challengeToken: string } }
  expect([answer.status, codeOf(answer)]).toEqual([200, undefined])
  expect(data.twoFactorRequired).toBe(true)
  return data.challengeToken
}

function answerChallenge(challengeToken: string, code: string) {
  return world.api.post("/v1/auth/2fa/challenge").send({ challengeToken, code })
}

function wrongCode(): string {
  const near = [-1, 0, 1].map((steps) => totp(secret, steps))
  return ["123456", "234567", "345678", "456789"].find((code) => !near.includes(code)) ?? ""
}

const statuses = (answers: { status: number }[]) => answers.map(({ status }) => status).sort()

describe("a sign-in with two-factor", () => {
  it("gives no token before the code, and a token of 900 seconds after it", async () => {
    const login = await tryLogin(world, buyer)
    expect(Object.keys((login.body as { data: object }).data).sort()).toEqual([
      "challengeToken",
      "twoFactorRequired",
    ])
    const token = await challenge()
    expect(await knockAtAll(world, token)).toEqual(everywhere(401))
    expect((await refresh(world, token)).status).toBe(401)
    const answer = await answerChallenge(token, totp(secret)).expect(200)
    const { accessToken } = (answer.body as { data: Tokens }).data
    expect(claimsOf(accessToken).exp - claimsOf(accessToken).iat).toBe(900)
    expect(await knockAtAll(world, accessToken)).toMatchObject({ "/v1": 200, "/store": 200 })
  })

  it("takes a code once", async () => {
    const code = totp(secret)
    await answerChallenge(await challenge(), code).expect(200)
    expect(codeOf(await answerChallenge(await challenge(), code))).toBe("TWO_FACTOR_CODE_INVALID")
  })

  it.each([
    [-2, 401],
    [-1, 200],
    [1, 200],
    [2, 401],
  ])("answers a code of %i steps from now with %i", async (steps, status) => {
    const token = await challenge()
    await earlyInStep()
    expect((await answerChallenge(token, totp(secret, steps))).status).toBe(status)
  })

  it("takes no code older than one it has taken", async () => {
    const [first, second] = [await challenge(), await challenge()]
    await earlyInStep()
    await answerChallenge(first, totp(secret, 1)).expect(200)
    expect((await answerChallenge(second, totp(secret))).status).toBe(401)
  })

  it("takes a challenge once", async () => {
    const token = await challenge()
    await answerChallenge(token, totp(secret)).expect(200)
    await passSteps(world, buyer.email)
    expect(codeOf(await answerChallenge(token, totp(secret)))).toBe("CHALLENGE_INVALID")
  })

  it("takes no challenge of somebody else's", async () => {
    const other = await registerBuyer(world)
    const { secret: others } = await turnTwoFactorOn(world, other)
    expect((await answerChallenge(await challenge(other), totp(secret))).status).toBe(401)
    expect((await answerChallenge(await challenge(), totp(others))).status).toBe(401)
  })
})

describe("guessing codes", () => {
  it("is locked after five, for a right code and a new challenge too", async () => {
    const token = await challenge()
    for (let index = 0; index < 5; index += 1) {
      expect((await answerChallenge(token, wrongCode())).status).toBe(401)
    }
    expect((await answerChallenge(token, totp(secret))).status).toBe(401)
    const answer = await answerChallenge(await challenge(), totp(secret))
    expect([answer.status, codeOf(answer)]).toEqual([429, "TOO_MANY_ATTEMPTS"])
    expect(Number(answer.get("Retry-After"))).toBeGreaterThan(0)
    await world.pool.query("UPDATE account_sign_in_guard SET lock_until = now()")
    await answerChallenge(await challenge(), totp(secret)).expect(200)
  })

  it("twenty at once gets five looks", async () => {
    const tokens = await Promise.all(Array.from({ length: 4 }, () => challenge()))
    const answers = await Promise.all(
      tokens.flatMap((token) =>
        Array.from({ length: 5 }, () => answerChallenge(token, wrongCode()))
      )
    )
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(15)
  })
})

describe("at the same instant", () => {
  it("one code with several challenges gives one session", async () => {
    const tokens = await Promise.all(Array.from({ length: 4 }, () => challenge()))
    const code = totp(secret)
    const answers = await Promise.all(tokens.map((token) => answerChallenge(token, code)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  it("one challenge with several good codes gives one session", async () => {
    const token = await challenge()
    const codes = [totp(secret), ...recoveryCodes.slice(0, 3)]
    const answers = await Promise.all(codes.map((code) => answerChallenge(token, code)))
    expect(statuses(answers)).toEqual([200, 401, 401, 401])
  })

  it("one recovery code gives one session", async () => {
    const tokens = await Promise.all(Array.from({ length: 4 }, () => challenge()))
    const [code = ""] = recoveryCodes
    const answers = await Promise.all(tokens.map((token) => answerChallenge(token, code)))
    expect(statuses(answers)).toEqual([200, 401, 401, 401])
  })
})

describe("a recovery code", () => {
  it("works once, however it is typed", async () => {
    const [code = ""] = recoveryCodes
    await answerChallenge(await challenge(), ` ${code.toUpperCase().replace("-", " ")} `).expect(
      200
    )
    expect((await answerChallenge(await challenge(), code)).status).toBe(401)
  })

  it("works no more when new ones were given", async () => {
    const answer = await world.api
      .post("/v1/auth/2fa/recovery-codes")
      .set("Authorization", `Bearer ${buyer.accessToken}`)
      .send({ code: totp(secret) })
      .expect(200)
    const fresh = (answer.body as { data: { recoveryCodes: string[] } }).data.recoveryCodes
    const [old = ""] = recoveryCodes
    expect((await answerChallenge(await challenge(), old)).status).toBe(401)
    await answerChallenge(await challenge(), fresh[0] ?? "").expect(200)
  })
})

describe("two-factor is not got round", () => {
  const password = "Outra-Machamba-do-Save-97"

  it("by a new password, at either door", async () => {
    const before = await challenge()
    await resetPassword(world, await requestReset(world, buyer.email), password).expect(200)
    const answer = await world.api
      .post("/auth/customer/emailpass")
      .send({ email: buyer.email, password })
      .expect(200)
    expect(answer.body).toMatchObject({ mfa_required: true })
    await challenge({ ...buyer, password })
    // A challenge that the old password was shown for is worth nothing.
    expect(codeOf(await answerChallenge(before, totp(secret)))).toBe("CHALLENGE_INVALID")
  })

  it("by setting another authenticator up with a challenge", async () => {
    const answer = await world.api
      .post("/v1/auth/2fa/setup")
      .send({ challengeToken: await challenge() })
    expect(codeOf(answer)).toBe("TWO_FACTOR_ALREADY_ENABLED")
  })

  it("by turning it off without a code", async () => {
    const disable = (code: string) =>
      world.api
        .post("/v1/auth/2fa/disable")
        .set("Authorization", `Bearer ${buyer.accessToken}`)
        .send({ code })
    expect((await disable(wrongCode())).status).toBe(401)
    await disable(totp(secret)).expect(200)
    expect((await tryLogin(world, buyer)).body).toMatchObject({ data: { expiresIn: 900 } })
  })
})

describe("a password that is short because of two-factor", () => {
  it("has to be changed before two-factor is turned off", async () => {
    const bearer = (token: string) => ({ Authorization: `Bearer ${token}` })
    const change = (token: string, currentPassword: string, newPassword: string) =>
      world.api
        .put("/v1/users/password")
        .set(bearer(token))
        .send({ currentPassword, newPassword })
        .expect(200)
    const tokenOf = (answer: { body: unknown }) =>
      (answer.body as { data: Tokens }).data.accessToken
    const disable = (token: string) =>
      world.api
        .post("/v1/auth/2fa/disable")
        .set(bearer(token))
        .send({ code: totp(secret) })
    const token = tokenOf(await change(buyer.accessToken, buyer.password, "Kq7wZ-x9"))
    expect(codeOf(await disable(token))).toBe("PASSWORD_REFUSED")
    const later = tokenOf(await change(token, "Kq7wZ-x9", buyer.password))
    await disable(later).expect(200)
  })
})

describe("setting two-factor up", () => {
  const setUp = (who: Buyer, body: object = {}) =>
    world.api
      .post("/v1/auth/2fa/setup")
      .set("Authorization", `Bearer ${who.accessToken}`)
      .send(body)

  /** Lets the sign-in be a while ago. */
  async function passQuarter(email: string): Promise<void> {
    await world.pool.query(
      `UPDATE account_session SET created_at = created_at - interval '16 minutes'
        WHERE account_id = (SELECT id FROM account WHERE email = $1)`,
      [email]
    )
  }

  it("needs the password where the sign-in is a while ago", async () => {
    const other = await registerBuyer(world)
    await passQuarter(other.email)
    expect(codeOf(await setUp(other))).toBe("VALIDATION_FAILED")
    expect((await setUp(other, { password: "Isto-Nao-E-A-Palavra-9" })).status).toBe(401)
    await setUp(other, { password: other.password }).expect(200)
  })

  it("needs it at Medusa's door, too, where a new sign-in stands for it", async () => {
    const other = await registerBuyer(world)
    await passQuarter(other.email)
    const begin = (token: string) =>
      world.api
        .post("/auth/mfa/factors")
        .set("Authorization", `Bearer ${token}`)
        .send({ provider: "totp" })
    expect((await begin(other.accessToken)).status).toBe(422)
    await begin((await login(world, other)).accessToken).expect(200)
  })

  it("ends the other sessions when it is done", async () => {
    const other = await registerBuyer(world)
    const elsewhere = await login(world, other)
    await turnTwoFactorOn(world, other)
    expect(await knockAtAll(world, elsewhere.accessToken)).toEqual(everywhere(401))
    expect(await knockAtAll(world, other.accessToken)).toMatchObject({ "/v1": 200 })
  })
})
