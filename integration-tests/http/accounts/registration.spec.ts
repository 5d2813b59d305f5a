import { randomBytes } from "node:crypto"
import { mailsTo } from "../../support/outbox"
import { codeOf, login, requestReset, resetPassword, tryLogin } from "../../support/sign-in"
import { until } from "../../support/until"
import { openWorld, type World } from "../../support/world"

/** Registrations of one e-mail by its owner and by somebody who got there first. */
let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const stranger = "Palavra-Do-Estranho-31"
const owners = "Machamba-do-Incomati-84"
const newcomer = () => `amelia.${randomBytes(6).toString("hex")}@example.com`

/** Registers and gives the token of the link that is mailed for it. */
async function register(email: string, password: string, firstName: string): Promise<string> {
  const before = (await mailsTo(world, email)).length
  await world.api
    .post("/v1/auth/register")
    .send({
      firstName,
      lastName: "Cossa",
      email,
      phone: "+258841234567",
      password,
      confirmPassword: password,
      acceptTerms: true,
    })
    .expect(201)
  return until(`a link for ${firstName}`, async () => {
    const [mail = ""] = (await mailsTo(world, email)).slice(before)
    return /verify-email\?token=([A-Za-z0-9._~-]+)/.exec(mail)?.[1]
  })
}

const verify = (token: string) => world.api.post("/v1/auth/verify-email").send({ token })

type Named = { data: { user: { firstName: string } } }

async function waiting(email: string): Promise<number | null> {
  const { rowCount } = await world.pool.query("SELECT FROM account_registration WHERE email = $1", [
    email,
  ])
  return rowCount
}

describe("an e-mail that somebody registered before its owner did", () => {
  it("is the owner's by the owner's link, with the owner's password and name", async () => {
    const email = newcomer()
    const first = await register(email, stranger, "Estranho")
    const second = await register(email, owners, "Amélia")
    const answer = await verify(second).expect(200)
    expect((answer.body as Named).data.user.firstName).toBe("Amélia")
    expect((await tryLogin(world, { email, password: stranger })).status).toBe(401)
    await login(world, { email, password: owners })
    expect(codeOf(await verify(first))).toBe("TOKEN_INVALID")
    expect(await waiting(email)).toBe(0)
  })

  it("is not the later one's by the earlier link", async () => {
    const email = newcomer()
    const first = await register(email, owners, "Amélia")
    const second = await register(email, stranger, "Estranho")
    await verify(first).expect(200)
    expect(codeOf(await verify(second))).toBe("TOKEN_INVALID")
    expect((await tryLogin(world, { email, password: stranger })).status).toBe(401)
    await login(world, { email, password: owners })
  })

  it("is the owner's by a new password, too, and then by no other link", async () => {
    const email = newcomer()
    const first = await register(email, stranger, "Estranho")
    await resetPassword(world, await requestReset(world, email), owners).expect(200)
    expect(codeOf(await verify(first))).toBe("TOKEN_INVALID")
    await login(world, { email, password: owners })
  })

  it("is mailed about five times an hour at most", async () => {
    const email = newcomer()
    for (let index = 0; index < 5; index += 1) {
      await register(email, stranger, `Estranho ${index}`)
    }
    await world.api
      .post("/v1/auth/register")
      .send({
        firstName: "Mais",
        lastName: "Uma",
        email,
        password: stranger,
        confirmPassword: stranger,
        acceptTerms: true,
      })
      .expect(201)
    await until("nothing waits to be mailed", async () => {
      const { rowCount } = await world.pool.query(
        "SELECT FROM account_registration WHERE email = $1 AND mailed_at IS NULL",
        [email]
      )
      return rowCount === 0
    })
    expect(await mailsTo(world, email)).toHaveLength(5)
  })
})

it("what an identity without an account had for a password is nobody's", async () => {
  const email = newcomer()
  await register(email, stranger, "Estranho")
  // As half a registration that died leaves it: an identity, and no account.
  await world.pool.query("DELETE FROM account_token")
  await world.pool.query("DELETE FROM account_registration WHERE email = $1", [email])
  await world.pool.query("DELETE FROM account WHERE email = $1", [email])
  await verify(await register(email, owners, "Amélia")).expect(200)
  expect((await tryLogin(world, { email, password: stranger })).status).toBe(401)
  await login(world, { email, password: owners })
})

it("an e-mail that nobody verified for a week is free", async () => {
  const [forgotten, fresh] = [newcomer(), newcomer()]
  await register(forgotten, stranger, "Estranho")
  await register(fresh, owners, "Amélia")
  await world.pool.query(
    "UPDATE account SET created_at = now() - interval '8 days' WHERE email = $1",
    [forgotten]
  )
  await world.pool.query(
    `UPDATE account_token SET expires_at = now() - interval '6 days'
      WHERE account_id = (SELECT id FROM account WHERE email = $1)`,
    [forgotten]
  )
  await world.restart()
  await until("it is removed", async () => {
    const { rows } = await world.pool.query<{ left: number }>(
      `SELECT (SELECT count(*) FROM account WHERE email = $1)
            + (SELECT count(*) FROM provider_identity WHERE entity_id = $1)
            + (SELECT count(*) FROM account_registration WHERE email = $1)
            + (SELECT count(*) FROM customer WHERE email = $1) AS left`,
      [forgotten]
    )
    return Number(rows[0]?.left) === 0
  })
  const { rowCount } = await world.pool.query("SELECT FROM account WHERE email = $1", [fresh])
  expect(rowCount).toBe(1)
})

it("a link whose mail failed is mailed when the mail server is back, and the log names nobody", async () => {
  const email = newcomer()
  await world.restart({ SMTP_URL: "smtp://127.0.0.1:1" })
  await world.api
    .post("/v1/auth/register")
    .send({
      firstName: "Amélia",
      lastName: "Cossa",
      email,
      password: owners,
      confirmPassword: owners,
      acceptTerms: true,
    })
    .expect(201)
  await until("it has failed", async () => {
    const { rows } = await world.pool.query<{ attempts: number }>(
      "SELECT attempts FROM account_registration WHERE email = $1",
      [email]
    )
    return (rows[0]?.attempts ?? 0) > 0
  })
  expect(world.output()).toMatch(/"work":"registration"/)
  expect(world.output()).not.toContain(email)
  await world.restart({ SMTP_URL: "" })
  await until("the mail", async () => (await mailsTo(world, email)).length > 0, 30_000)
  expect((await tryLogin(world, { email, password: owners })).status).toBe(401)
})
