import { randomBytes } from "node:crypto"
import { knock } from "../../support/doors"
import { mailedToken, mailsTo } from "../../support/outbox"
import { codeOf, login, tryLogin } from "../../support/sign-in"
import { until } from "../../support/until"
import { openWorld, type World } from "../../support/world"

/** People whom Medusa's own means let in: its CLI, or an earlier shop with its own provider. */
let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const password = "Machamba-do-Incomati-84"
/** What Medusa's own emailpass provider stores for it. */
const medusasHash =
  "c2NyeXB0AA8AAAAIAAAAAcJ/aFDOg3+5JwnBlFdUOFW4pN1LNn57hZrPJ/QjTXGn4zk2WcW+4fZki7RXedWUt/aSAO8lEW0YpM3DvUJsTwM13JRZm/PfT2b/z7sePM2C"

const newId = (prefix: string) => `${prefix}_${randomBytes(12).toString("hex")}`

/** Leaves a person as an earlier shop did: a customer or a user, and an identity that names it. */
async function leave(kind: "customer" | "user"): Promise<string> {
  const email = `antiga.${randomBytes(6).toString("hex")}@example.com`
  const [person, identity] = [newId(kind === "user" ? "user" : "cus"), newId("authid")]
  await (kind === "user"
    ? world.pool.query(
        `INSERT INTO "user" (id, email, first_name, last_name) VALUES ($1, $2, 'Teresa', 'Matola')`,
        [person, email]
      )
    : world.pool.query(
        "INSERT INTO customer (id, email, first_name, last_name, has_account) VALUES ($1, $2, 'Teresa', 'Matola', true)",
        [person, email]
      ))
  await world.pool.query("INSERT INTO auth_identity (id, app_metadata) VALUES ($1, $2)", [
    identity,
    { [`${kind}_id`]: person },
  ])
  await world.pool.query(
    `INSERT INTO provider_identity (id, entity_id, provider, auth_identity_id, provider_metadata)
     VALUES ($1, $2, 'emailpass', $3, $4)`,
    [newId("provid"), email, identity, { password: medusasHash }]
  )
  return email
}

async function hashOf(email: string): Promise<string | undefined> {
  const { rows } = await world.pool.query<{ hash: string }>(
    "SELECT provider_metadata->>'password' AS hash FROM provider_identity WHERE entity_id = $1",
    [email]
  )
  return rows[0]?.hash
}

it("a user signs in with the password of before, which is hashed anew", async () => {
  const email = await leave("user")
  expect((await tryLogin(world, { email, password: `${password}5` })).status).toBe(401)
  const { accessToken } = await login(world, { email, password })
  expect((await knock(world, "/admin", accessToken)).status).toBe(200)
  expect(await hashOf(email)).toMatch(/^\$2b\$12\$/)
  await login(world, { email, password })
})

it("a customer proves the e-mail first", async () => {
  const email = await leave("customer")
  expect(codeOf(await tryLogin(world, { email, password }))).toBe("INVALID_CREDENTIALS")
  const token = await mailedToken(world, email)
  await world.api.post("/v1/auth/verify-email").send({ token }).expect(200)
  await login(world, { email, password })
})

it("four first sign-ins at once make one whole account", async () => {
  const email = await leave("user")
  const answers = await Promise.all(
    Array.from({ length: 4 }, () => tryLogin(world, { email, password }))
  )
  expect(answers.map((answer) => [answer.status, codeOf(answer)])).toEqual(
    Array.from({ length: 4 }, () => [200, undefined])
  )
  for (const table of ["account", '"user"', "customer"]) {
    const { rowCount } = await world.pool.query(`SELECT FROM ${table} WHERE email = $1`, [email])
    expect([table, rowCount]).toEqual([table, 1])
  }
})

it("nobody registers with the e-mail of a user who has not signed in yet", async () => {
  const email = await leave("user")
  await world.api
    .post("/v1/auth/register")
    .send({
      firstName: "Estranho",
      lastName: "Qualquer",
      email,
      password: "Palavra-Do-Estranho-31",
      confirmPassword: "Palavra-Do-Estranho-31",
      acceptTerms: true,
    })
    .expect(201)
  await until("its owner is told", async () => (await mailsTo(world, email)).length > 0)
  const { accessToken } = await login(world, { email, password })
  expect((await knock(world, "/admin", accessToken)).status).toBe(200)
})
