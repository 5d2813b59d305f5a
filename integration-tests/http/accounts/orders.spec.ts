import { registerBuyer, type Buyer } from "../../support/accounts"
import { signInAdmin, type Admin } from "../../support/admin"
import { publishableKey } from "../../support/doors"
import { paymentSecret, placeOrder, type PlacedOrder } from "../../support/placed-order"
import { inviteStaff, type Staff } from "../../support/staff"
import { openWorld, type World } from "../../support/world"

let world: World
let admin: Admin
let buyer: Buyer
let other: Buyer
let support: Staff
let order: PlacedOrder

beforeAll(async () => {
  world = await openWorld()
  admin = await signInAdmin(world)
  buyer = await registerBuyer(world)
  other = await registerBuyer(world)
  support = await inviteStaff(world, admin, "support")
  order = await placeOrder(world, await customerOf(buyer), buyer.email)
  // A seller's own, and a cost, which an order leads to by links.
  await world.pool.query("UPDATE seller SET bank_account = $1", [
    JSON.stringify({ holder: "Titular Da Conta" }),
  ])
})
afterAll(() => world.close())

async function customerOf({ email }: Buyer): Promise<string> {
  const { rows } = await world.pool.query<{ customer_id: string }>(
    "SELECT customer_id FROM account WHERE email = $1",
    [email]
  )
  return rows[0]?.customer_id ?? ""
}

const bearer = ({ accessToken }: { accessToken: string }) => ({
  Authorization: `Bearer ${accessToken}`,
})
const atStore = async (who?: Buyer) => ({
  "x-publishable-api-key": await publishableKey(world),
  ...(who === undefined ? {} : bearer(who)),
})

describe("an order at the store", () => {
  const read = async (id: string, who?: Buyer) =>
    world.api.get(`/store/orders/${id}`).set(await atStore(who))

  it("is read by who placed it", async () => {
    const answer = await read(order.id, buyer)
    expect([answer.status, answer.text]).toEqual([200, expect.stringContaining(order.id)])
  })

  it("is not found by anybody else, as one that does not exist", async () => {
    const answers = [
      await read(order.id, other),
      await read(order.id),
      await read("order_01NONE", buyer),
    ]
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404])
    const [theirs, , none] = answers.map(({ body }) => body as { type: string; message: string })
    expect(theirs?.message.replace(order.id, "")).toBe(none?.message.replace("order_01NONE", ""))
  })

  it("is read by its head alone by nobody else either", async () => {
    const asked = await world.api.head(`/store/orders/${order.id}`).set(await atStore(other))
    expect(asked.status).toBe(404)
  })

  it("of a guest is nobody's until it belongs to an account", async () => {
    const guest = await admin.post("/admin/customers").send({ email: other.email }).expect(200)
    const { id } = (guest.body as { customer: { id: string; has_account: boolean } }).customer
    const guests = await placeOrder(world, id, other.email)
    expect((await read(guests.id)).status).toBe(404)
    expect((await read(guests.id, other)).status).toBe(404)
    await world.pool.query('UPDATE "order" SET customer_id = $1 WHERE id = $2', [
      await customerOf(other),
      guests.id,
    ])
    expect((await read(guests.id, other)).status).toBe(200)
  })

  it("is given back by nobody else", async () => {
    const body = { order_id: order.id, items: [{ id: order.itemId, quantity: 1 }] }
    const send = async (who?: Buyer) =>
      (
        await world.api
          .post("/store/returns")
          .set(await atStore(who))
          .send({ ...body, return_shipping: { option_id: "so_none" } })
      ).status
    expect([await send(), await send(other)]).toEqual([404, 404])
    const { rows } = await world.pool.query("SELECT id FROM return WHERE order_id = $1", [order.id])
    expect(rows).toEqual([])
  })
})

describe("an order that support sees", () => {
  const far = [
    "*items.variant.product.seller",
    "items.variant.product.seller.bank_account",
    "*items.variant.product.catalog_product",
    "items.variant.product.catalog_product.*",
    "*payment_collections.payment_sessions",
    "payment_collections.payments.data",
    "*payment_collections.payments",
    "+customer.account_holder.data",
    "*sales_channel.api_keys",
    "*sales_channel.seller",
    "*customer.groups",
  ]

  function expectHarmless(text: string) {
    expect(text).not.toContain("Titular Da Conta")
    expect(text).not.toContain(paymentSecret)
    expect(text).not.toMatch(/bank_account|cost_price|api_keys|"data"|account_holder/)
  }

  it("is what the dashboard's page of it shows", async () => {
    const fields =
      "id,display_id,email,currency_code,total,metadata,*customer,*items,*items.variant,*items.variant.product,*payment_collections,*payment_collections.payments,*sales_channel,+summary,region.automatic_taxes,order_change"
    const path = `/admin/orders/${order.id}?fields=${encodeURIComponent(fields)}`
    const answer = await world.api.get(path).set(bearer(support))
    expect([answer.status, answer.status === 200 ? "" : answer.text]).toEqual([200, ""])
    expect(answer.body).toMatchObject({
      order: {
        id: order.id,
        total: 100,
        customer: { email: buyer.email },
        items: [
          {
            title: "Tomate",
            quantity: 1,
            variant: { product: { handle: expect.any(String) as string } },
          },
        ],
        payment_collections: [{ amount: 100, payments: [{ amount: 100 }] }],
      },
    })
    expectHarmless(answer.text)
  })

  it.each(far)("leads nowhere by fields=%s", async (field) => {
    for (const path of [`/admin/orders/${order.id}`, "/admin/orders"]) {
      for (const fields of [field, `id,${field}`, `+id,${field}`]) {
        const asked = `${path}?fields=${encodeURIComponent(fields)}`
        const answer = await world.api.get(asked).set(bearer(support))
        expect([asked, answer.status]).toEqual([asked, 200])
        expectHarmless(answer.text)
      }
    }
  })

  it("has neither in what is shown without being asked for", async () => {
    const one = await world.api.get(`/admin/orders/${order.id}`).set(bearer(support)).expect(200)
    expectHarmless(one.text)
    for (const path of ["changes", "line-items", "preview"]) {
      const part = `/admin/orders/${order.id}/${path}`
      const answer = await world.api.get(part).set(bearer(support))
      expect([part, answer.status]).toEqual([part, 200])
      expectHarmless(answer.text)
      const fields = encodeURIComponent(
        "*order,*item.variant,order.customer.email,*items.variant.product.seller"
      )
      const more = await world.api.get(`${part}?fields=${fields}`).set(bearer(support))
      expectHarmless(more.text)
    }
  })

  it("is not sorted by what support may not see", async () => {
    const path = "/admin/orders?order=customer.metadata"
    expect((await world.api.get(path).set(bearer(support))).status).toBe(200)
    await world.api.get("/admin/orders?order=-created_at").set(bearer(support)).expect(200)
  })

  it.each(["/admin/users/me", "/admin/stores"])(
    "leads on from %s no more than from there",
    async (path) => {
      const fields =
        "id,*default_sales_channel,*sales_channels,*rbac_roles,metadata,*seller,*account"
      const answer = await world.api
        .get(`${path}?fields=${encodeURIComponent(fields)}`)
        .set(bearer(support))
      expect([answer.status, answer.text]).toEqual([200, expect.stringContaining('"id"')])
      expect(answer.text).not.toMatch(/sales_channels|rbac|metadata|seller/)
      const own = `/admin/users/${support.userId}?fields=${encodeURIComponent(fields)}`
      const read = await world.api.get(own).set(bearer(support)).expect(200)
      const changed = await world.api.post(own).set(bearer(support)).send({ first_name: "Ana" })
      expect(changed.status).toBe(200)
      expect(`${read.text}${changed.text}`).not.toMatch(/rbac|metadata|seller/)
    }
  )

  it("is an admin's whole, as ever", async () => {
    const fields = encodeURIComponent(
      "id,*payment_collections.payments,items.variant.product.seller.*"
    )
    const answer = await admin.get(`/admin/orders/${order.id}?fields=${fields}`).expect(200)
    expect(answer.text).toContain(paymentSecret)
    expect(answer.text).toContain("Titular Da Conta")
  })
})
