import { registerBuyer, type Buyer } from "../../support/accounts"
import { demoAdmin, signInAdmin, type Admin } from "../../support/admin"
import { everywhere, knockAtAll, publishableKey } from "../../support/doors"
import { codeOf, refresh, tryLogin } from "../../support/sign-in"
import { until } from "../../support/until"
import { openWorld, type World } from "../../support/world"

let world: World
let admin: Admin
let buyer: Buyer

beforeAll(async () => {
  world = await openWorld()
  admin = await signInAdmin(world)
  buyer = await registerBuyer(world)
})
afterAll(() => world.close())

type AccountRow = {
  customer_id: string
  first_name: string
  last_name: string
  phone: string | null
  is_phone_verified: boolean
  accepted_terms_at: Date | null
  closed_at: Date | null
}

async function accountOf(email: string): Promise<AccountRow | undefined> {
  const { rows } = await world.pool.query<AccountRow>("SELECT * FROM account WHERE email = $1", [
    email,
  ])
  return rows[0]
}

const customerIdOf = async (email: string) => (await accountOf(email))?.customer_id ?? ""

const asCustomer = async (who: Buyer) => ({
  Authorization: `Bearer ${who.accessToken}`,
  "x-publishable-api-key": await publishableKey(world),
})

describe("a customer whom an admin deletes", () => {
  it("has its account closed: out at every door, and anonymous", async () => {
    const gone = await registerBuyer(world)
    const id = await customerIdOf(gone.email)
    const answer = await admin.delete(`/admin/customers/${id}`)
    expect([answer.status, answer.body]).toEqual([200, { id, object: "customer", deleted: true }])
    expect(await knockAtAll(world, gone.accessToken)).toEqual(everywhere(401))
    expect((await refresh(world, gone.refreshToken)).status).toBe(401)
    expect((await tryLogin(world, gone)).status).toBe(401)
    expect(await accountOf(gone.email)).toBeUndefined()
    const { rows } = await world.pool.query(
      `SELECT a.closed_at IS NOT NULL AS closed, a.email = c.email AS same, s.device, s.address
         FROM account a JOIN customer c ON c.id = a.customer_id
         JOIN account_session s ON s.account_id = a.id WHERE c.id = $1`,
      [id]
    )
    expect(rows).toEqual([{ closed: true, same: true, device: "", address: "" }])
    await admin.delete(`/admin/customers/${id}`).expect(200)
  })

  it("is not of the staff", async () => {
    const id = await customerIdOf(demoAdmin.email)
    const answer = await admin.delete(`/admin/customers/${id}`)
    expect([answer.status, codeOf(answer)]).toEqual([409, "ACCOUNT_HAS_OPEN_BUSINESS"])
    expect((answer.body as { message: string }).message).toMatch(/staff/)
    await admin.get("/admin/users/me").expect(200)
  })

  it("is not a seller", async () => {
    const seller = await registerBuyer(world)
    await world.pool.query(
      "UPDATE account SET seller_id = (SELECT id FROM seller ORDER BY id LIMIT 1) WHERE email = $1",
      [seller.email]
    )
    const id = await customerIdOf(seller.email)
    expect((await admin.delete(`/admin/customers/${id}`)).status).toBe(409)
    await world.api
      .get("/v1/users/profile")
      .set("Authorization", `Bearer ${seller.accessToken}`)
      .expect(200)
  })

  it("is simply gone where it is a guest's", async () => {
    const made = await admin.post("/admin/customers").send({ email: "visita@example.com" })
    const { id } = (made.body as { customer: { id: string } }).customer
    await admin.delete(`/admin/customers/${id}`).expect(200)
    expect((await admin.get(`/admin/customers/${id}`)).status).toBe(404)
  })
})

describe("what an admin changes of a customer", () => {
  it("is not the e-mail an account signs in by", async () => {
    const id = await customerIdOf(buyer.email)
    const answer = await admin.post(`/admin/customers/${id}`).send({ email: "outra@example.com" })
    expect([answer.status, (answer.body as { message: string }).message]).toEqual([
      400,
      expect.stringContaining("e-mail"),
    ])
    expect((await admin.post(`/admin/customers/${id}`).send({ email: null })).status).toBe(400)
    const { rows } = await world.pool.query("SELECT email FROM customer WHERE id = $1", [id])
    expect(rows).toEqual([{ email: buyer.email }])
    await admin
      .post(`/admin/customers/${id}`)
      .send({ email: buyer.email, metadata: { a: 1 } })
      .expect(200)
  })

  it("may be a guest's e-mail", async () => {
    const made = await admin.post("/admin/customers").send({ email: "visita2@example.com" })
    const { id } = (made.body as { customer: { id: string } }).customer
    const answer = await admin.post(`/admin/customers/${id}`).send({ email: "visita3@example.com" })
    expect(answer.body).toMatchObject({ customer: { email: "visita3@example.com" } })
  })

  it("is the account's name and phone too", async () => {
    const id = await customerIdOf(buyer.email)
    await admin
      .post(`/admin/customers/${id}`)
      .send({ first_name: "Berta", phone: "84 999 0001", company_name: "Quinta" })
      .expect(200)
    expect(await accountOf(buyer.email)).toMatchObject({
      first_name: "Berta",
      phone: "+258849990001",
      is_phone_verified: false,
    })
    expect((await admin.post(`/admin/customers/${id}`).send({ phone: "12" })).status).toBe(400)
  })
})

describe("what a customer changes at the store", () => {
  it("is the same at /v1", async () => {
    const answer = await world.api
      .post("/store/customers/me")
      .set(await asCustomer(buyer))
      .send({ first_name: " Amália ", last_name: "Sitoe", phone: "84 123 4567", company_name: "C" })
    expect(answer.status).toBe(200)
    expect(answer.body).toMatchObject({
      customer: {
        first_name: "Amália",
        last_name: "Sitoe",
        phone: "+258841234567",
        company_name: "C",
      },
    })
    const profile = await world.api
      .get("/v1/users/profile")
      .set("Authorization", `Bearer ${buyer.accessToken}`)
      .expect(200)
    expect(profile.body).toMatchObject({
      data: { user: { firstName: "Amália", lastName: "Sitoe", phone: "+258841234567" } },
    })
  })

  it("takes the phone's verification away, and the phone", async () => {
    await world.pool.query("UPDATE account SET is_phone_verified = true WHERE email = $1", [
      buyer.email,
    ])
    const change = async (phone: string | null) =>
      world.api
        .post("/store/customers/me")
        .set(await asCustomer(buyer))
        .send({ phone })
        .expect(200)
    await change("+258 84 123 4567")
    expect(await accountOf(buyer.email)).toMatchObject({ is_phone_verified: true })
    await change("+258851234567")
    expect(await accountOf(buyer.email)).toMatchObject({ is_phone_verified: false })
    await change(null)
    expect(await accountOf(buyer.email)).toMatchObject({ phone: null })
  })

  it.each([
    { first_name: null },
    { first_name: " " },
    { last_name: "x".repeat(81) },
    { first_name: "a\u0000b" },
    { phone: "21 123 456" },
    { phone: "x" },
  ])("is refused as at /v1: %j", async (body) => {
    const before = await accountOf(buyer.email)
    const answer = await world.api
      .post("/store/customers/me")
      .set(await asCustomer(buyer))
      .send(body)
    expect([answer.status, answer.body]).toEqual([
      400,
      expect.objectContaining({ type: "invalid_data" }),
    ])
    expect(await accountOf(buyer.email)).toEqual(before)
  })
})

describe("registering at the store", () => {
  async function register(email: string, person: object) {
    const ticket = await world.api
      .post("/auth/customer/emailpass/register")
      .send({ email, password: buyer.password })
      .expect(200)
    return world.api
      .post("/store/customers")
      .set({
        Authorization: `Bearer ${(ticket.body as { token: string }).token}`,
        "x-publishable-api-key": await publishableKey(world),
      })
      .send({ email, ...person })
  }

  it("keeps a phone as every door does, and no acceptance nobody gave", async () => {
    const answer = await register("loja1@example.com", {
      first_name: " Rita ",
      phone: "84 555 1234",
    })
    expect([answer.status, answer.body]).toMatchObject([
      200,
      { customer: { first_name: "Rita", phone: "+258845551234" } },
    ])
    const account = await until("it is registered", () => accountOf("loja1@example.com"))
    expect(account).toMatchObject({
      first_name: "Rita",
      last_name: "",
      phone: "+258845551234",
      accepted_terms_at: null,
    })
  })

  it("takes what is left out or empty for nothing", async () => {
    const person = { first_name: null, last_name: "", phone: "" }
    expect((await register("loja2@example.com", person)).status).toBe(200)
    const account = await until("it is registered", () => accountOf("loja2@example.com"))
    expect(account).toMatchObject({ first_name: "", last_name: "", phone: null })
  })

  it.each([
    { phone: "telefone" },
    { phone: "+258211234567" },
    { first_name: "x".repeat(81) },
    { last_name: "a\u0007" },
  ])("refuses what /v1 refuses: %j", async (person) => {
    const answer = await register("loja3@example.com", person)
    expect([answer.status, (answer.body as { type: string }).type]).toEqual([400, "invalid_data"])
  })
})
