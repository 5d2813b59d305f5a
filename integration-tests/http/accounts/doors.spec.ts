import { once } from "node:events"
import { connect } from "node:net"
import { demoAdmin } from "../../support/admin"
import { registerBuyer, type Buyer } from "../../support/accounts"
import { everywhere, knockAtAll } from "../../support/doors"
import { login } from "../../support/sign-in"
import { until } from "../../support/until"
import { openWorld, type World } from "../../support/world"

let world: World
let token: string
let buyer: Buyer

beforeAll(async () => {
  world = await openWorld({
    env: {
      CORS_ORIGIN: "https://shop.example,http://127.0.0.1:3000",
      ADMIN_CORS_ORIGIN: "https://desk.example",
      BACKEND_URL: "https://api.example",
    },
  })
  token = (await login(world, demoAdmin)).accessToken
  buyer = await registerBuyer(world)
})
afterAll(() => world.close())

/** Sends bytes as they are, which clients do not, and gives the answer. */
async function raw(line: string, headers: string[] = [], body = ""): Promise<string> {
  const socket = connect(Number(new URL(world.origin).port), "127.0.0.1")
  let text = ""
  socket.on("data", (chunk: Buffer) => (text += chunk.toString()))
  socket.on("error", () => undefined)
  const head = [
    `${line} HTTP/1.1`,
    "Host: 127.0.0.1",
    "Connection: close",
    "Content-Type: application/json",
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...headers,
  ]
  socket.write(`${head.join("\r\n")}\r\n\r\n${body}`, "latin1")
  await once(socket, "close")
  return text
}

describe("a target that routers would read differently", () => {
  const credentials = JSON.stringify(demoAdmin)

  it.each([
    "POST /auth\\user\\emailpass#x",
    "POST /auth\\user\\emailpass?\u00a0",
    "POST /auth\\user\\emailpass?x=#",
    "POST \\auth\\user\\emailpass#",
    "POST /cloud\\auth\\callback#x",
    "POST /auth\\session#",
    "POST /x\\..\\auth\\user\\emailpass#",
    "POST http://127.0.0.1/auth/user/emailpass",
    "POST http:/auth/user/emailpass",
    "POST //127.0.0.1/auth/user/emailpass",
  ])("does not sign in: %s", async (line) => {
    const answer = await raw(line, [], credentials)
    expect(answer).toMatch(/^HTTP\/1\.1 (?:400|404) /)
    expect(answer).not.toContain("token")
  })

  it.each([
    "/admin\\users#x",
    "/admin\\users?\u00a0",
    "/static\\..\\admin\\users#",
    "//x/admin/users#",
  ])("does not reach staff's routes: %s", async (target) => {
    const answer = await raw(`GET ${target}`, [`Authorization: Bearer ${token}`])
    expect(answer).toMatch(/^HTTP\/1\.1 (?:400|404) /)
    expect(answer).not.toContain(demoAdmin.email)
  })
})

describe("the dashboard's session", () => {
  let cookie: string

  beforeAll(async () => {
    const { accessToken } = await login(world, demoAdmin)
    const answer = await world.api
      .post("/auth/session")
      .set("Authorization", `Bearer ${accessToken}`)
      .expect(200)
    cookie = answer.get("Set-Cookie")?.[0]?.split(";")[0] ?? ""
  })

  const ask = async (headers: Record<string, string>) =>
    (await world.api.get("/admin/users/me").set({ Cookie: cookie, ...headers })).status

  it.each<[string, () => Record<string, string>]>([
    ["its own pages", () => ({ "Sec-Fetch-Site": "same-origin" })],
    ["its own pages' forms", () => ({ Origin: world.origin, "Sec-Fetch-Site": "same-origin" })],
    ["browsers that do not say", () => ({})],
    ["pages behind the proxy", () => ({ Origin: "https://api.example" })],
    [
      "a dashboard hosted elsewhere",
      () => ({ Origin: "https://desk.example", "Sec-Fetch-Site": "same-site" }),
    ],
  ])("counts for %s", async (_name, headers) => {
    expect(await ask(headers())).toBe(200)
  })

  it.each([
    ["a storefront", { Origin: "https://shop.example", "Sec-Fetch-Site": "same-site" }],
    ["a storefront on another port", { Origin: "http://127.0.0.1:3000" }],
    ["a picture on a storefront", { "Sec-Fetch-Site": "same-site" }],
    ["a stranger", { Origin: "https://stranger.example", "Sec-Fetch-Site": "cross-site" }],
    ["a page without an origin", { Origin: "null" }],
  ] as const)("counts for nobody at %s", async (_name, headers) => {
    expect(await ask(headers)).toBe(401)
    const written = await world.api
      .post("/admin/invites")
      .set({ Cookie: cookie, ...headers })
      .send({ email: "intrusa@example.com" })
    expect(written.status).toBe(401)
  })

  it("lets a dashboard hosted elsewhere read what it is answered", async () => {
    const answer = await world.api
      .get("/admin/users/me")
      .set({ Cookie: cookie, Origin: "https://desk.example" })
    expect(answer.get("access-control-allow-origin")).toBe("https://desk.example")
    expect(answer.get("access-control-allow-credentials")).toBe("true")
  })

  it("is no second way in beside a bearer of a storefront", async () => {
    const answer = await world.api.get("/admin/users/me").set({
      Cookie: cookie,
      Origin: "https://shop.example",
      Authorization: `Bearer ${buyer.accessToken}`,
    })
    expect(answer.status).toBe(403)
  })
})

describe("an account that is suspended", () => {
  it("is out at every door within seconds, and back when it is active again", async () => {
    const setStatus = (status: string) =>
      world.pool.query("UPDATE account SET status = $1 WHERE email = $2", [status, buyer.email])
    const answers = () => knockAtAll(world, buyer.accessToken)
    expect(await answers()).toMatchObject({ "/v1": 200, "/auth": 200, "/store": 200 })
    await setStatus("suspended")
    const before = Date.now()
    await until("it is out", async () => {
      const { "/v1": v1, "/auth": auth, "/store": store } = await answers()
      return v1 === 401 && auth === 401 && store === 401
    })
    expect(Date.now() - before).toBeLessThan(5_000)
    await setStatus("active")
    expect(await answers()).toMatchObject({ "/v1": 200, "/auth": 200, "/store": 200 })
  })

  it("changes nothing in the seconds before", async () => {
    const someone = await registerBuyer(world)
    const bearer = { Authorization: `Bearer ${someone.accessToken}` }
    await world.api.get("/v1/users/profile").set(bearer).expect(200)
    await world.pool.query("UPDATE account SET status = 'suspended' WHERE email = $1", [
      someone.email,
    ])
    const answer = await world.api.put("/v1/users/profile").set(bearer).send({ firstName: "X" })
    expect(answer.status).toBe(401)
  })
})

it("a session that does not exist opens no door, however well its token is signed", async () => {
  const someone = await registerBuyer(world)
  await world.pool.query(
    `WITH gone AS (DELETE FROM account_refresh_token WHERE session_id IN (SELECT id FROM account_session
       WHERE account_id = (SELECT id FROM account WHERE email = $1)))
     SELECT 1`,
    [someone.email]
  )
  await world.pool.query(
    "DELETE FROM account_session WHERE account_id = (SELECT id FROM account WHERE email = $1)",
    [someone.email]
  )
  expect(await knockAtAll(world, someone.accessToken)).toEqual(everywhere(401))
})
