import { randomBytes } from "node:crypto"
import { registerBuyer } from "../../support/accounts"
import { turnTwoFactorOn } from "../../support/authenticator"
import { codeOf, requestReset, resetPassword, tryLogin } from "../../support/sign-in"
import { openWorld, type World } from "../../support/world"

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const local = () => `teresa.${randomBytes(6).toString("hex")}`

function register(password: string, email = `${local()}@example.com`) {
  return world.api.post("/v1/auth/register").send({
    firstName: "Teresa",
    lastName: "Nhantumbo",
    email,
    password,
    confirmPassword: password,
    acceptTerms: true,
  })
}

type Details = { error: { details: { path: string; message: string }[] } }

/** Eleven, twelve, sixty-four and so many characters that no list has. */
const text = (length: number) =>
  "Machamba9do8Incomati7Save6Buzi5Limpopo4Rovuma3Lurio2Zambeze1Pungwe0Umbeluzi-Maputo-Tete-Sena"
    .repeat(4)
    .slice(0, length)

describe("a new password", () => {
  it.each([
    [11, 422],
    [12, 201],
    [64, 201],
    [256, 201],
    [257, 422],
  ])("of %i characters is answered with %i", async (length, status) => {
    expect((await register(text(length))).status).toBe(status)
  })

  it.each([
    "SecurePassword123!",
    "NewSecurePass456!",
    "ãçé õú ñandú 你好 tão",
    "kp wq zj vx bt dn",
  ])("such as %s is taken: no rules of composition", async (password) => {
    const answer = await register(password)
    expect([answer.status, answer.status === 201 ? "" : answer.text]).toEqual([201, ""])
  })

  it.each([
    ["password1234", "common"],
    ["123456789012", "common"],
    ["qwertyqwertyqwerty", "common"],
    ["aaaaaaaaaaaaaaaa", "common"],
    ["TeresaNhantumbo", "contains_context"],
    ["txova-txova-2026", "contains_context"],
    ["Machamba\u0000do-Incomati", "control_characters"],
    ["curta", "too_short"],
  ])("such as %j is refused: %s", async (password, reason) => {
    const answer = await register(password)
    expect([answer.status, codeOf(answer)]).toEqual([422, "PASSWORD_REFUSED"])
    const { details } = (answer.body as Details).error
    expect(details).toContainEqual({ path: "password", message: reason })
  })

  it("made of the e-mail is refused", async () => {
    const name = local()
    const answer = await register(`${name}-1`, `${name}@example.com`)
    expect(codeOf(answer)).toBe("PASSWORD_REFUSED")
  })

  it("is held to the same rules at Medusa's door", async () => {
    const email = `${local()}@example.com`
    const path = "/auth/customer/emailpass/register"
    const weak = await world.api.post(path).send({ email, password: "password1234" })
    expect([weak.status, codeOf(weak)]).toEqual([422, "PASSWORD_REFUSED"])
    await world.api
      .post(path)
      .send({ email, password: text(12) })
      .expect(200)
  })

  it("is held to them by a mail's link and by a change, and a refused one spends no link", async () => {
    const buyer = await registerBuyer(world)
    const change = await world.api
      .put("/v1/users/password")
      .set("Authorization", `Bearer ${buyer.accessToken}`)
      .send({ currentPassword: buyer.password, newPassword: "password1234" })
    expect(codeOf(change)).toBe("PASSWORD_REFUSED")
    const token = await requestReset(world, buyer.email)
    expect(codeOf(await resetPassword(world, token, "password1234"))).toBe("PASSWORD_REFUSED")
    await resetPassword(world, token, text(12)).expect(200)
  })

  it("may have eight characters with two-factor on, and no fewer", async () => {
    const buyer = await registerBuyer(world)
    const change = (accessToken: string, newPassword: string) =>
      world.api
        .put("/v1/users/password")
        .set("Authorization", `Bearer ${accessToken}`)
        .send({ currentPassword: buyer.password, newPassword })
    expect((await change(buyer.accessToken, "Kq7wZ-x9")).status).toBe(422)
    await turnTwoFactorOn(world, buyer)
    expect((await change(buyer.accessToken, "Kq7wZ-x")).status).toBe(422)
    await change(buyer.accessToken, "Kq7wZ-x9").expect(200)
  })
})

describe("every character of a password counts", () => {
  it.each([
    ["beyond 72 bytes", text(80) + "1", text(80) + "2"],
    [
      "beyond 72 bytes of accents",
      "ã".repeat(20) + text(60) + "1",
      "ã".repeat(20) + text(60) + "2",
    ],
    ["in case", text(20), text(20).toUpperCase()],
    ["of space at its end", text(20), `${text(20)} `],
  ])("%s", async (_name, password, other) => {
    const { email } = await registerBuyer(world, { password })
    expect((await tryLogin(world, { email, password: other })).status).toBe(401)
    expect((await tryLogin(world, { email, password })).status).toBe(200)
  })

  it("whichever way a keyboard writes it", async () => {
    const password = "Açúcar-da-Maragra-77"
    const { email } = await registerBuyer(world, { password: password.normalize("NFC") })
    const typed = await tryLogin(world, { email, password: password.normalize("NFD") })
    expect(typed.status).toBe(200)
  })
})
