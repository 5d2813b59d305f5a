import { createHmac } from "node:crypto"
import { medusaSecretOf } from "../../../src/identity/medusa-secret"
import { registerBuyer, type Buyer } from "../../support/accounts"
import { demoAdmin } from "../../support/admin"
import { everywhere, knockAtAll } from "../../support/doors"
import { claimsOf, login, type Claims } from "../../support/sign-in"
import { openWorld, type World } from "../../support/world"

const secret = "a secret of the tests alone"
/** Has a customer, a user and a seller: only the token can be why a door stays shut. */
const everybody = demoAdmin

let world: World
let good: string
let refreshToken: string
let claims: Claims

beforeAll(async () => {
  world = await openWorld({ env: { JWT_SECRET: secret } })
  await login(world, everybody)
  await world.pool.query(
    "UPDATE account SET seller_id = (SELECT id FROM seller ORDER BY id LIMIT 1) WHERE email = $1",
    [everybody.email]
  )
  const tokens = await login(world, everybody)
  good = tokens.accessToken
  refreshToken = tokens.refreshToken
  claims = claimsOf(good)
})
afterAll(() => world.close())

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url")

/** A token of any head and claims, signed with any key by any hash. */
function forge(head: object, body: object, key: string, hash = "sha256"): string {
  const text = `${encode(head)}.${encode(body)}`
  return `${text}.${createHmac(hash, key).update(text).digest("base64url")}`
}

const hs256 = { alg: "HS256", typ: "JWT" }
const now = () => Math.floor(Date.now() / 1_000)

it("a token opens every door that its account has business at", async () => {
  expect(await knockAtAll(world, good)).toEqual(everywhere(200))
})

describe("no door opens to", () => {
  it.each<[string, () => string]>([
    ["alg none", () => `${encode({ alg: "none", typ: "JWT" })}.${encode(claims)}.`],
    ["alg None", () => `${encode({ alg: "None" })}.${encode(claims)}.`],
    [
      "alg none with the signature of a good token",
      () => `${encode({ alg: "none" })}.${encode(claims)}.${good.split(".")[2] ?? ""}`,
    ],
    ["no signature", () => `${good.split(".").slice(0, 2).join(".")}.`],
    ["another key", () => forge(hs256, claims, "another secret of the same kind")],
    ["an empty key", () => forge(hs256, claims, "")],
    ["another hash", () => forge({ alg: "HS512" }, claims, secret, "sha512")],
    ["RS256 with the secret for a public key", () => forge({ alg: "RS256" }, claims, secret)],
    ["a kid that is a path", () => forge({ ...hs256, kid: "../../../../dev/null" }, claims, "")],
    ["a kid that is SQL", () => forge({ ...hs256, kid: "x' UNION SELECT 'k" }, claims, "k")],
    [
      "a key in its own head",
      () =>
        forge(
          { ...hs256, jwk: { kty: "oct", k: encode("own") }, jku: world.origin },
          claims,
          "own"
        ),
    ],
    [
      "claims changed under a good signature",
      () =>
        [good.split(".")[0], encode({ ...claims, role: "seller" }), good.split(".")[2]].join("."),
    ],
    [
      "an expired token",
      () => forge(hs256, { ...claims, iat: now() - 901, exp: now() - 1 }, secret),
    ],
    ["a token for others", () => forge(hs256, { ...claims, aud: "another service" }, secret)],
    ["a token for nobody", () => forge(hs256, { ...claims, aud: undefined }, secret)],
    ["a token without end", () => forge(hs256, { ...claims, exp: undefined }, secret)],
    ["a token that is not yet good", () => forge(hs256, { ...claims, nbf: now() + 600 }, secret)],
    ["a token without its session", () => forge(hs256, { ...claims, sid: undefined }, secret)],
    ["claims that are no object", () => forge(hs256, ["txova"], secret)],
    ["a refresh token", () => refreshToken],
    ["text that is no token", () => "..."],
  ])("%s", async (_name, make) => {
    expect(await knockAtAll(world, make())).toEqual(everywhere(401))
  })

  it("a token signed with Medusa's internal secret", async () => {
    const { rows } = await world.pool.query<{
      auth_identity_id: string
      customer_id: string
      user_id: string
      seller_id: string
    }>("SELECT * FROM account WHERE email = $1", [everybody.email])
    const [row] = rows
    const actors = { customer: row?.customer_id, user: row?.user_id, seller: row?.seller_id }
    for (const [actor_type, actor_id] of Object.entries(actors)) {
      const body = {
        ...claims,
        actor_type,
        actor_id,
        auth_identity_id: row?.auth_identity_id,
        app_metadata: { [`${actor_type}_id`]: actor_id },
      }
      const token = forge(hs256, body, medusaSecretOf(secret))
      expect(await knockAtAll(world, token)).toEqual(everywhere(401))
    }
  })
})

describe("a token is good for 900 seconds", () => {
  const lifeOf = (token: string) => claimsOf(token).exp - claimsOf(token).iat
  let buyer: Buyer

  beforeAll(async () => {
    buyer = await registerBuyer(world)
  })

  it("from /v1, at every step", async () => {
    const refreshed = await world.api
      .post("/v1/auth/refresh")
      .send({ refreshToken: buyer.refreshToken })
      .expect(200)
    const { data } = refreshed.body as { data: { accessToken: string; expiresIn: number } }
    const password = "Outra-Machamba-do-Save-97"
    const changed = await world.api
      .put("/v1/users/password")
      .set("Authorization", `Bearer ${data.accessToken}`)
      .send({ currentPassword: buyer.password, newPassword: password })
      .expect(200)
    buyer = { ...buyer, password }
    const after = (changed.body as { data: { accessToken: string } }).data.accessToken
    expect([buyer.accessToken, data.accessToken, after].map(lifeOf)).toEqual([900, 900, 900])
    expect(data.expiresIn).toBe(900)
  })

  it.each(["customer", "user", "seller"])("from /auth/%s", async (actorType) => {
    const answer = await world.api
      .post(`/auth/${actorType}/emailpass`)
      .send({ email: buyer.email, password: buyer.password })
      .expect(200)
    const first = answer.body as { token: string; refresh_token: string }
    const traded = await world.api
      .post("/auth/token/refresh")
      .send({ refresh_token: first.refresh_token })
      .expect(200)
    const second = traded.body as { token: string }
    expect([first.token, second.token].map(lifeOf)).toEqual([900, 900])
  })

  it("and a bearer alone gets no longer life for it", async () => {
    const answer = await world.api
      .post("/auth/token/refresh")
      .set("Authorization", `Bearer ${good}`)
      .expect(200)
    const repeated = claimsOf((answer.body as { token: string }).token)
    expect([repeated.iat, repeated.exp]).toEqual([claims.iat, claims.exp])
  })

  it("has the contract's claims and no others", () => {
    expect(Object.keys(claims).sort()).toEqual(
      ["aud", "email", "exp", "iat", "jti", "role", "sellerId", "sid", "userId"].sort()
    )
  })
})
