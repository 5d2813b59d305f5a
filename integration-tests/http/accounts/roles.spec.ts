import { request as httpRequest } from "node:http"
import { registerBuyer, type Buyer } from "../../support/accounts"
import { signInAdmin, type Admin } from "../../support/admin"
import { publishableKey } from "../../support/doors"
import { codeOf, login, refresh, tryLogin } from "../../support/sign-in"
import { inviteStaff, type Staff } from "../../support/staff"
import { openWorld, type World } from "../../support/world"

let world: World
let admin: Admin
let buyer: Buyer
let other: Buyer
let support: Staff

beforeAll(async () => {
  world = await openWorld()
  admin = await signInAdmin(world)
  buyer = await registerBuyer(world)
  other = await registerBuyer(world)
  support = await inviteStaff(world, admin, "support")
})
afterAll(() => world.close())

const as = ({ accessToken }: { accessToken: string }) => ({
  Authorization: `Bearer ${accessToken}`,
})

async function asCustomer(who: Buyer) {
  return { ...as(who), "x-publishable-api-key": await publishableKey(world) }
}

/** Asks for a path exactly as it is written: clients resolve dots away. */
function askRaw(path: string, token: string): Promise<number | undefined> {
  const { hostname, port } = new URL(world.origin)
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      { hostname, port, path, headers: as({ accessToken: token }) },
      (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      }
    )
    sent.on("error", reject).end()
  })
}

describe("what nobody may give oneself", () => {
  const claims = {
    role: "admin",
    status: "active",
    id: "acc_01",
    _id: "507f1f77bcf86cd799439011",
    isEmailVerified: true,
    sellerId: "507f1f77bcf86cd799439011",
  }

  it.each(Object.entries(claims))(
    "%s is refused at registering and in the profile",
    async (name, value) => {
      const registered = await world.api.post("/v1/auth/register").send({
        firstName: "A",
        lastName: "B",
        email: `intruso.${name}@example.com`,
        password: buyer.password,
        confirmPassword: buyer.password,
        acceptTerms: true,
        [name]: value,
      })
      expect([registered.status, codeOf(registered)]).toEqual([422, "VALIDATION_FAILED"])
      const changed = await world.api
        .put("/v1/users/profile")
        .set(as(buyer))
        .send({ [name]: value })
      expect([changed.status, codeOf(changed)]).toEqual([422, "VALIDATION_FAILED"])
    }
  )

  it("comes of nothing in Medusa's registration either, whoever's e-mail it names", async () => {
    const email = "intrusa.da.loja@example.com"
    const { token } = (
      await world.api
        .post("/auth/customer/emailpass/register")
        .send({
          email,
          password: buyer.password,
          actor_type: "user",
          app_metadata: { user_id: "u" },
        })
        .expect(200)
    ).body as { token: string }
    const answer = await world.api
      .post("/store/customers")
      .set({
        Authorization: `Bearer ${token}`,
        "x-publishable-api-key": await publishableKey(world),
      })
      .send({ email: "admin@txova.example", first_name: "A", metadata: { role: "admin" } })
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({ customer: { email } })
    const { rows } = await world.pool.query(
      "SELECT role, status, is_email_verified, user_id FROM account WHERE email = $1",
      [email]
    )
    expect(rows.filter((row) => row.role !== "buyer" || row.user_id !== null)).toEqual([])
  })

  it("a customer's own change at the store makes no one else of it", async () => {
    await world.api
      .post("/store/customers/me")
      .set(await asCustomer(buyer))
      .send({ first_name: "Amélia", metadata: { role: "admin" } })
      .expect(200)
    const answer = await world.api
      .post("/store/customers/me")
      .set(await asCustomer(buyer))
      .send({ email: other.email, has_account: false, id: "cus_1" })
    expect([200, 400, 422]).toContain(answer.status)
    const profile = await world.api.get("/v1/users/profile").set(as(buyer)).expect(200)
    expect(profile.body).toMatchObject({ data: { user: { email: buyer.email, role: "buyer" } } })
    const me = await world.api
      .get("/store/customers/me")
      .set(await asCustomer(buyer))
      .expect(200)
    expect(me.body).toMatchObject({ customer: { email: buyer.email } })
  })
})

describe("somebody else's", () => {
  const body = { firstName: "A", lastName: "B", street: "Rua", city: "Maputo" }

  it("address is not found, to read, change or delete, at either door", async () => {
    const added = await world.api.post("/v1/users/addresses").set(as(other)).send(body).expect(201)
    const { id } = (added.body as { data: { address: { id: string } } }).data.address
    const path = `/v1/users/addresses/${id}`
    const mine = [
      await world.api.put(path).set(as(buyer)).send({ city: "Beira" }),
      await world.api.delete(path).set(as(buyer)),
    ]
    const theirs = await world.api.get("/store/customers/me/addresses").set(await asCustomer(other))
    const [address] = (theirs.body as { addresses: { id: string }[] }).addresses
    const medusaPath = `/store/customers/me/addresses/${address?.id ?? ""}`
    mine.push(
      await world.api.get(medusaPath).set(await asCustomer(buyer)),
      await world.api
        .post(medusaPath)
        .set(await asCustomer(buyer))
        .send({ city: "Beira" }),
      await world.api.delete(medusaPath).set(await asCustomer(buyer))
    )
    expect(mine.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404])
    const list = await world.api.get("/v1/users/addresses").set(as(other)).expect(200)
    expect(list.body).toMatchObject({ data: { addresses: [{ id, city: "Maputo" }] } })
  })

  it("session is not found", async () => {
    const list = await world.api.get("/v1/users/sessions").set(as(other)).expect(200)
    const [session] = (list.body as { data: { sessions: { id: string }[] } }).data.sessions
    const answer = await world.api.delete(`/v1/users/sessions/${session?.id ?? ""}`).set(as(buyer))
    expect([answer.status, codeOf(answer)]).toEqual([404, "SESSION_NOT_FOUND"])
    await world.api.get("/v1/users/profile").set(as(other)).expect(200)
  })
})

describe("the dashboard", () => {
  it.each(["/admin/users/me", "/admin/products", "/admin/orders", "/admin/nothing", "/vendor/me"])(
    "is closed to buyers: %s",
    async (path) => {
      expect((await world.api.get(path).set(as(buyer))).status).toBe(403)
      expect((await world.api.post(path).set(as(buyer)).send({})).status).toBe(403)
      expect((await world.api.get(path)).status).toBe(401)
    }
  )

  it("shows support the orders, and themselves", async () => {
    for (const path of ["/admin/orders", "/admin/users/me", `/admin/users/${support.userId}`]) {
      expect([path, (await world.api.get(path).set(as(support))).status]).toEqual([path, 200])
    }
  })

  it.each([
    ["get", "/admin/products"],
    ["get", "/admin/customers"],
    ["get", "/admin/users"],
    ["get", "/admin/notifications"],
    ["get", "/admin/api-keys"],
    ["post", "/admin/api-keys"],
    ["post", "/admin/invites"],
    ["post", "/admin/orders"],
    ["delete", "/admin/users/me"],
    ["get", "/admin/marketplace-settings"],
  ] as const)("is closed to support where no permission opens it: %s %s", async (method, path) => {
    expect((await world.api[method](path).set(as(support)).send({})).status).toBe(403)
  })

  it.each([
    "/admin/orders/../products",
    "/admin/orders/%2e%2e/products",
    "/admin/orders/..%2fproducts",
    "/admin/orders//../customers",
    "//admin/products",
    "/ADMIN/products",
    "/admin/./products",
    "/admin/products;/admin/orders",
    "/admin/products%00",
    "/admin%2fproducts",
    "/store/../admin/products",
  ])("is not opened to support by a path written as %s", async (path) => {
    expect(await askRaw(path, support.accessToken)).not.toBe(200)
    expect(await askRaw(path, buyer.accessToken)).not.toBe(200)
  })
})

it("a suspended account gets no new token", async () => {
  const someone = await registerBuyer(world)
  await world.pool.query("UPDATE account SET status = 'suspended' WHERE email = $1", [
    someone.email,
  ])
  const answer = await tryLogin(world, someone)
  expect([answer.status, codeOf(answer)]).toEqual([403, "ACCOUNT_SUSPENDED"])
  expect((await refresh(world, someone.refreshToken)).status).toBe(401)
  await expect(login(world, someone)).rejects.toThrow("403")
})
