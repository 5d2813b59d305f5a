import request from "supertest"
import { demoAdmin, signInAdmin, type Admin } from "../../support/admin"
import { knock, knockAtAll } from "../../support/doors"
import { login, refresh } from "../../support/sign-in"
import { inviteStaff, type Staff } from "../../support/staff"
import { openWorld, type World } from "../../support/world"

let world: World
let admin: Admin

beforeAll(async () => {
  world = await openWorld()
  admin = await signInAdmin(world)
})
afterAll(() => world.close())

/** An agent for Medusa's admin API with a secret key. */
const withKey = (token: string) => request.agent(world.origin).auth(token, "")

async function createKey(by: Pick<Admin, "post">, type = "secret"): Promise<string> {
  const answer = await by.post("/admin/api-keys").send({ title: "Integração", type }).expect(200)
  return (answer.body as { api_key: { token: string } }).api_key.token
}

const agentOf = (staff: Staff) =>
  request.agent(world.origin).set("Authorization", `Bearer ${staff.accessToken}`)

describe("an admin who is removed", () => {
  let removed: Staff
  let keys: { own: string; ofKey: string; publishable: string; others: string }

  beforeAll(async () => {
    removed = await inviteStaff(world, admin, "admin")
    expect(await knockAtAll(world, removed.accessToken)).toMatchObject({
      "/v1": 200,
      "/admin": 200,
    })
    const own = await createKey(agentOf(removed))
    keys = {
      own,
      ofKey: await createKey(withKey(own)),
      publishable: await createKey(agentOf(removed), "publishable"),
      others: await createKey(admin),
    }
    for (const key of [keys.own, keys.ofKey, keys.others]) {
      await withKey(key).get("/admin/products?limit=1").expect(200)
    }
    await admin.delete(`/admin/users/${removed.userId}`).expect(200)
  })

  it("is out at once, at every door", async () => {
    const answers = await knockAtAll(world, removed.accessToken)
    expect(Object.values(answers)).toEqual([401, 401, 401, 401, 401])
    expect((await refresh(world, removed.refreshToken)).status).toBe(401)
  })

  it("leaves no secret key behind, nor one made with it", async () => {
    for (const key of [keys.own, keys.ofKey]) {
      expect((await withKey(key).get("/admin/products?limit=1")).status).toBe(401)
    }
  })

  it("does not take other people's keys along, nor the storefront's", async () => {
    await withKey(keys.others).get("/admin/products?limit=1").expect(200)
    await world.api
      .get("/store/products?limit=1")
      .set("x-publishable-api-key", keys.publishable)
      .expect((answer) => {
        // A new key is of no sales channel yet; an unknown one is refused as such.
        expect(answer.text).not.toMatch(/valid publishable key/i)
      })
  })

  it("signs in as a buyer, without the dashboard", async () => {
    const tokens = await login(world, removed)
    expect((await knock(world, "/admin", tokens.accessToken)).status).toBe(403)
    const profile = await knock(world, "/v1", tokens.accessToken)
    expect(profile.body).toMatchObject({ data: { user: { role: "buyer" } } })
  })

  it("may not be oneself", async () => {
    const { accessToken } = await login(world, demoAdmin)
    const me = await knock(world, "/admin", accessToken)
    const { user } = me.body as { user: { id: string } }
    expect((await admin.delete(`/admin/users/${user.id}`)).status).toBe(400)
    await admin.get("/admin/users/me").expect(200)
  })
})

describe("an invitation", () => {
  it("is taken by the e-mail it was sent to alone, and once", async () => {
    const email = "convidada@example.com"
    const invited = await admin.post("/admin/invites").send({ email }).expect(200)
    const { token } = (invited.body as { invite: { token: string } }).invite
    const ticketOf = async (address: string) =>
      (
        await world.api
          .post("/auth/user/emailpass/register")
          .send({ email: address, password: "Machamba-do-Incomati-84" })
          .expect(200)
      ).body as { token: string }
    const accept = (ticket: string) =>
      world.api
        .post(`/admin/invites/accept?token=${token}`)
        .set("Authorization", `Bearer ${ticket}`)
        .send({ email, first_name: "Rosa", last_name: "Langa" })
    expect((await accept((await ticketOf("intruso@example.com")).token)).status).toBe(401)
    const { token: ticket } = await ticketOf(email)
    expect((await accept(ticket)).status).toBe(200)
    expect((await accept(ticket)).status).toBe(401)
  })

  it("is taken once by ten who show it at the same instant, and leaves a whole account", async () => {
    const email = "convidada.dez.vezes@example.com"
    const password = "Machamba-do-Incomati-84"
    const invited = await admin.post("/admin/invites").send({ email }).expect(200)
    const { token } = (invited.body as { invite: { token: string } }).invite
    const registered = await world.api
      .post("/auth/user/emailpass/register")
      .send({ email, password })
      .expect(200)
    const { token: ticket } = registered.body as { token: string }
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        world.api
          .post(`/admin/invites/accept?token=${token}`)
          .set("Authorization", `Bearer ${ticket}`)
          .send({ email, first_name: "Rosa", last_name: "Langa" })
      )
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([
      200,
      ...Array.from({ length: 9 }, () => 401),
    ])
    const { accessToken } = await login(world, { email, password })
    expect((await knock(world, "/admin", accessToken)).status).toBe(200)
    for (const table of ["account", '"user"', "customer"]) {
      const { rowCount } = await world.pool.query(`SELECT FROM ${table} WHERE email = $1`, [email])
      expect([table, rowCount]).toEqual([table, 1])
    }
  })
})
