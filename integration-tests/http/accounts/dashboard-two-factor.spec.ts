import { registerBuyer, type Buyer } from "../../support/accounts"
import { demoAdmin, signInAdmin, type Admin } from "../../support/admin"
import { passSteps, totp } from "../../support/authenticator"
import { everywhere, knockAtAll } from "../../support/doors"
import { claimsOf, codeOf, refresh, tryLogin, type Tokens } from "../../support/sign-in"
import { until } from "../../support/until"
import { openWorld, type World } from "../../support/world"

let world: World
let admin: Admin
let secret: string
let factorId: string
let recoveryCodes: string[]

beforeAll(async () => {
  world = await openWorld()
  admin = await signInAdmin(world)
})
afterAll(() => world.close())

type Factor = { id: string; provider: string; status: string }

/** Shows the password as the dashboard does, and gives the challenge's id. */
async function challenge(): Promise<string> {
  const answer = await world.api.post("/auth/user/emailpass").send(demoAdmin).expect(200)
  const body = answer.body as { mfa_required: boolean; mfa_challenge: { id: string } }
  expect(body.mfa_required).toBe(true)
  return body.mfa_challenge.id
}

/** The same when the code that turned two-factor on is no hindrance. */
async function challengeAfterPause(): Promise<string> {
  await passSteps(world, demoAdmin.email)
  return challenge()
}

function verify(id: string, code: string, method = "totp") {
  return world.api.post(`/auth/mfa/challenges/${id}/verify`).send({ code, method })
}

it("an admin sets an authenticator up on the profile's page", async () => {
  expect((await admin.get("/auth/mfa/factors").expect(200)).body).toEqual({ mfa_factors: [] })
  const begun = await admin.post("/auth/mfa/factors").send({ provider: "totp" }).expect(200)
  const body = begun.body as { mfa_factor: Factor; secret: string; otpauth_url: string }
  secret = body.secret
  factorId = body.mfa_factor.id
  expect(body.mfa_factor.status).toBe("pending")
  expect(new URL(body.otpauth_url).searchParams.get("secret")).toBe(secret)
  // Nothing is asked for before its first code was shown.
  await world.api.post("/auth/user/emailpass").send(demoAdmin).expect(200)
  const on = await admin
    .post(`/auth/mfa/factors/${factorId}/verify`)
    .send({ code: totp(secret) })
    .expect(200)
  expect((on.body as { mfa_factor: Factor }).mfa_factor.status).toBe("enabled")
  const elsewhere = await verify(await challengeAfterPause(), totp(secret)).expect(200)
  const { token } = elsewhere.body as { token: string }
  const stolen = await world.api
    .post("/auth/mfa/recovery-codes")
    .set("Authorization", `Bearer ${token}`)
    .send({})
  expect(codeOf(stolen)).toBe("MFA_CODE_REQUIRED")
  const codes = await admin.post("/auth/mfa/recovery-codes").send({}).expect(200)
  recoveryCodes = (codes.body as { recovery_codes: string[] }).recovery_codes
  expect(recoveryCodes).toHaveLength(10)
  await passSteps(world, demoAdmin.email)
})

it("the sign-in page asks for the code in Medusa's way", async () => {
  const answer = await world.api.post("/auth/user/emailpass").send(demoAdmin).expect(200)
  const body = answer.body as {
    token: string
    mfa_required: boolean
    mfa_challenge: { id: string; methods: string[] }
  }
  expect(body.mfa_required).toBe(true)
  expect(body.mfa_challenge.methods).toEqual(["totp", "recovery_code"])
  expect(body).not.toHaveProperty("refresh_token")
  const bearer = { Authorization: `Bearer ${body.token}` }
  // The dashboard stores what it got and asks for a session: it gets no cookie for it.
  const session = await world.api.post("/auth/session").set(bearer)
  expect(session.get("Set-Cookie")).toBeUndefined()
  expect((await world.api.get("/admin/users/me").set(bearer)).status).toBe(401)
  const { token } = (await verify(body.mfa_challenge.id, totp(secret)).expect(200)).body as {
    token: string
  }
  expect(claimsOf(token).exp - claimsOf(token).iat).toBe(900)
  await world.api.get("/admin/users/me").set("Authorization", `Bearer ${token}`).expect(200)
})

it("a code and a recovery code work once there", async () => {
  await passSteps(world, demoAdmin.email)
  const code = totp(secret)
  await verify(await challenge(), code).expect(200)
  expect(codeOf(await verify(await challenge(), code))).toBe("TWO_FACTOR_CODE_INVALID")
  const [recovery = ""] = recoveryCodes
  await verify(await challenge(), recovery, "recovery_code").expect(200)
  expect((await verify(await challenge(), recovery, "recovery_code")).status).toBe(401)
})

it("recovery codes are given once without a code, and to who turned it on alone", async () => {
  const answer = await admin.post("/auth/mfa/recovery-codes").send({})
  expect([answer.status, codeOf(answer)]).toEqual([409, "MFA_CODE_REQUIRED"])
})

it("it is turned off by a code alone, which ends the other sessions", async () => {
  await passSteps(world, demoAdmin.email)
  const { token: other } = (await verify(await challenge(), totp(secret)).expect(200)).body as {
    token: string
  }
  await passSteps(world, demoAdmin.email)
  const path = `/auth/mfa/factors/${factorId}`
  expect(codeOf(await admin.delete(path))).toBe("MFA_CODE_REQUIRED")
  await admin
    .delete(path)
    .send({ code: totp(secret) })
    .expect(200)
  expect((await tryLogin(world, demoAdmin)).body).toMatchObject({ data: { expiresIn: 900 } })
  const answer = await world.api.get("/admin/users/me").set("Authorization", `Bearer ${other}`)
  expect(answer.status).toBe(401)
  await admin.get("/admin/users/me").expect(200)
})

describe("where admins need two-factor", () => {
  let buyer: Buyer

  beforeAll(async () => {
    buyer = await registerBuyer(world)
    const path = "/admin/marketplace-settings/security.admins_need_two_factor"
    await admin.post(path).send({ value: true }).expect(200)
  })

  it("one who is signed in without it is out at the next refresh", async () => {
    const path = "/admin/marketplace-settings/security.admins_need_two_factor"
    const set = (value: boolean) => admin.post(path).send({ value }).expect(200)
    await set(false)
    const tokens = await until("an admin gets in by the password", async () => {
      const { data } = (await tryLogin(world, demoAdmin)).body as { data: Partial<Tokens> }
      return data.refreshToken === undefined ? undefined : (data as Tokens)
    })
    await set(true)
    await setupChallenge()
    expect((await refresh(world, tokens.refreshToken)).status).toBe(401)
    expect(await knockAtAll(world, tokens.accessToken)).toEqual(everywhere(401))
  })

  /** Waits until the setting is heard of: the password alone gets no token any more. */
  const setupChallenge = () =>
    until("an admin has to set two-factor up", async () => {
      const answer = await tryLogin(world, demoAdmin)
      const { data } = answer.body as {
        data: { twoFactorSetupRequired?: boolean; challengeToken: string }
      }
      return data.twoFactorSetupRequired === true && data.challengeToken
    })

  it("an admin without it sets it up by a challenge, and gets in by a code", async () => {
    const challengeToken = await setupChallenge()
    const dashboard = await world.api.post("/auth/user/emailpass").send(demoAdmin)
    expect(codeOf(dashboard)).toBe("TWO_FACTOR_SETUP_REQUIRED")
    const setup = await world.api.post("/v1/auth/2fa/setup").send({ challengeToken }).expect(200)
    secret = (setup.body as { data: { secret: string } }).data.secret
    await world.api
      .post("/v1/auth/2fa/enable")
      .send({ challengeToken, code: totp(secret) })
      .expect(200)
    await passSteps(world, demoAdmin.email)
    const { token } = (await verify(await challenge(), totp(secret)).expect(200)).body as {
      token: string
    }
    await passSteps(world, demoAdmin.email)
    const off = await world.api
      .post("/v1/auth/2fa/disable")
      .set("Authorization", `Bearer ${token}`)
      .send({ code: totp(secret) })
    expect(codeOf(off)).toBe("TWO_FACTOR_REQUIRED")
  })

  it("buyers do not", async () => {
    const { data } = (await tryLogin(world, buyer)).body as { data: Tokens }
    expect(data.expiresIn).toBe(900)
  })
})
