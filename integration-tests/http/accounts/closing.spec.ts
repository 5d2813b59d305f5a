import { registerBuyer, type Buyer } from "../../support/accounts"
import { signInAdmin } from "../../support/admin"
import { totp, turnTwoFactorOn } from "../../support/authenticator"
import { everywhere, knockAtAll } from "../../support/doors"
import { openContractClient, type ContractClient } from "../../support/openapi"
import { mailedToken, mailsTo } from "../../support/outbox"
import { runVerify } from "../../support/projections"
import { login, refresh, tryLogin } from "../../support/sign-in"
import { createCart, openStore } from "../../support/store"
import { until } from "../../support/until"
import { outboxIsEmpty, openWorld, type World } from "../../support/world"

const person = {
  firstName: "Joaquina",
  lastName: "Silvestrina",
  phone: "+258849876541",
  email: "joaquina.silvestrina@example.com",
}
const street = "Rua das Casuarinas 771"

/** An account that is closed, from the last order to the next owner of its e-mail. */
let world: World
let client: ContractClient
let buyer: Buyer
let secret: string
let accountId: string
let customerId: string
let orderId: string

beforeAll(async () => {
  world = await openWorld()
  client = await openContractClient(world)
  buyer = await registerBuyer(world, person)
  const { rows } = await world.pool.query<{ id: string; customer_id: string }>(
    "SELECT id, customer_id FROM account WHERE email = $1",
    [buyer.email]
  )
  accountId = rows[0]?.id ?? ""
  customerId = rows[0]?.customer_id ?? ""
  const { firstName, lastName } = person
  const body = { firstName, lastName, street, city: "Beira" }
  await client.ask("post", "/v1/users/addresses", 201, { token: buyer.accessToken, body })
  orderId = await placeOrder()
  await world.pool.query("UPDATE customer SET metadata = $2 WHERE id = $1", [
    customerId,
    { nick: firstName },
  ])
  await fillCarts()
  await client.ask("post", "/v1/users/phone/code", 202, { token: buyer.accessToken })
  secret = (await turnTwoFactorOn(world, buyer)).secret
})
afterAll(() => world.close())

/** An order of the buyer, as staff write one down. */
async function placeOrder(): Promise<string> {
  const admin = await signInAdmin(world)
  const region = await world.pool.query<{ id: string }>("SELECT id FROM region LIMIT 1")
  const answer = await admin
    .post("/admin/draft-orders")
    .send({ region_id: region.rows[0]?.id, email: buyer.email, customer_id: customerId })
    .expect(200)
  return (answer.body as { draft_order: { id: string } }).draft_order.id
}

/** A cart of the buyer, and one from before there was an account, each with an address. */
async function fillCarts(): Promise<void> {
  const store = await openStore(world)
  const shipping_address = {
    first_name: person.firstName,
    last_name: person.lastName,
    address_1: street,
    city: "Beira",
    country_code: "mz",
    phone: person.phone,
  }
  for (const token of [undefined, buyer.accessToken]) {
    const id = await createCart(world, store)
    const sent = store.post(`/store/carts/${id}`)
    if (token !== undefined) {
      void sent.set("Authorization", `Bearer ${token}`)
    }
    await sent.send({ email: buyer.email, shipping_address }).expect(200)
    await world.pool.query("UPDATE cart SET customer_id = $2 WHERE id = $1 AND $3::bool", [
      id,
      customerId,
      token !== undefined,
    ])
  }
}

/** Every table with a text or JSON column that says one of these things. */
async function tablesThatSay(words: readonly string[]): Promise<string[]> {
  const { rows } = await world.pool.query<{ table: string; text: string }>(
    `SELECT c.table_name AS table, string_agg(format('%I::text', c.column_name), ', ') AS text
       FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
      WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE'
        AND c.data_type IN ('text', 'character varying', 'json', 'jsonb') GROUP BY 1`
  )
  const said = await Promise.all(
    rows.map(async ({ table, text }) => {
      const { rowCount } = await world.pool.query(
        `SELECT FROM "${table}" WHERE concat_ws(' ', ${text}) ILIKE ANY($1) LIMIT 1`,
        [words.map((word) => `%${word}%`)]
      )
      return rowCount === 1 ? table : undefined
    })
  )
  return said.filter((table) => table !== undefined).sort()
}

const close = (status: number, body: object) =>
  client.ask("delete", "/v1/users/profile", status, { token: buyer.accessToken, body })

it("needs the password and the code", async () => {
  await close(401, { password: "Isto-Nao-E-A-Palavra-9", code: totp(secret) })
  await close(401, { password: buyer.password, code: "000000" })
  await close(401, { password: buyer.password })
  expect((await tryLogin(world, buyer)).status).toBe(200)
})

it("ends every session", async () => {
  await close(200, { password: buyer.password, code: totp(secret) })
  expect(await knockAtAll(world, buyer.accessToken)).toEqual(everywhere(401))
  expect((await refresh(world, buyer.refreshToken)).status).toBe(401)
})

it("leaves an id for its orders, and nothing to know it by", async () => {
  await until("every change is projected", () => outboxIsEmpty(world.pool))
  const tables = {
    account: ["object_id", buyer.userId],
    customer: ["id", customerId],
    customer_address: ["customer_id", customerId],
    account_session: ["account_id", accountId],
    account_sign_in_guard: ["email", buyer.email],
    account_registration: ["email", buyer.email],
  }
  const kept = await Promise.all(
    Object.entries(tables).map(([table, [column, value]]) =>
      world.pool.query(`SELECT * FROM ${table} WHERE ${column ?? ""} = $1`, [value])
    )
  )
  const [accounts, customers] = kept
  const documents = (await world.mongo.collection("users").find().toArray()).filter(
    (document) => String(document._id) === buyer.userId
  )
  expect([accounts?.rowCount, customers?.rowCount, documents.length]).toEqual([1, 1, 1])
  const left = JSON.stringify([kept.map(({ rows }) => rows as unknown), documents])
  expect(left).not.toMatch(
    new RegExp(`${buyer.email}|Joaquina|Silvestrina|849876541|Casuarinas|127\\.0\\.0\\.1`)
  )
  const order = await world.pool.query('SELECT customer_id FROM "order" WHERE id = $1', [orderId])
  expect(order.rows).toEqual([{ customer_id: customerId }])
  expect((await runVerify(world, "users")).code).toBe(0)
})

it("is named in no table of the database but its orders'", async () => {
  const words = [buyer.email, "Joaquina", "Silvestrina", "849876541", "Casuarinas"]
  const mails = (await mailsTo(world, buyer.email)).length
  await until("the mail of the closing is sent", async () => {
    const { rowCount } = await world.pool.query(
      "SELECT FROM notification WHERE template = 'account-closed' AND status = 'success'"
    )
    return rowCount === 1 && mails > 0
  })
  const tables = await until("nothing else says who it was", async () => {
    const found = await tablesThatSay(words)
    return found.every((table) => table.startsWith("order")) && found
  })
  expect(tables).toEqual(["order"])
})

it("signs nobody in any more", async () => {
  expect((await tryLogin(world, buyer)).status).toBe(401)
})

it("frees the e-mail for an account of its own", async () => {
  const before = (await mailsTo(world, buyer.email)).length
  const { email, password } = buyer
  const { data } = await client.ask("post", "/v1/auth/register", 201, {
    body: {
      firstName: "Outra",
      lastName: "Pessoa",
      email,
      password,
      confirmPassword: password,
      acceptTerms: true,
    },
  })
  await until("the new mail of verification", async () => {
    const mails = (await mailsTo(world, email)).slice(before)
    return mails.some((mail) => mail.includes("verify-email?token="))
  })
  const body = { token: await mailedToken(world, email) }
  await client.ask("post", "/v1/auth/verify-email", 200, { body })
  const { accessToken } = await login(world, buyer)
  const profile = await client.ask("get", "/v1/users/profile", 200, { token: accessToken })
  expect(profile.data.user).toMatchObject({ lastName: "Pessoa", twoFactorEnabled: false })
  expect((profile.data.user as { id: string }).id).toBe((data.user as { id: string }).id)
  expect((data.user as { id: string }).id).not.toBe(buyer.userId)
  const list = await client.ask("get", "/v1/users/addresses", 200, { token: accessToken })
  expect(list.data.addresses).toEqual([])
})
