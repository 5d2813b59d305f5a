import request from "supertest"
import { openPool } from "../../../modules/read-model/postgres/pool"
import { openReadModel } from "../../../modules/read-model/read-model"
import { seedBulk } from "../../../tools/seed/bulk"
import { signInAdmin } from "../../support/admin"
import { verifyAll } from "../../support/read-model"
import { until } from "../../support/until"
import { openWorld, outboxIsEmpty, type World } from "../../support/world"

const products = 600

let world: World

beforeAll(async () => {
  world = await openWorld()
  await seedBulk({
    databaseUrl: world.databases.databaseUrl,
    products,
    sellers: 3,
    log: () => undefined,
  })
  await until("the large catalogue is projected", () => outboxIsEmpty(world.pool), 300_000)
}, 420_000)
afterAll(() => world.close())

type Bulk = {
  id: string
  handle: string
  seller_id: string
  variant_id: string
  shipping_profile_id: string
}

/** A generated product that is published and in stock. */
async function bulkProduct(): Promise<Bulk> {
  const { rows } = await world.pool.query<Bulk>(
    `SELECT p.id, p.handle, ps.seller_id, v.id AS variant_id, sp.shipping_profile_id
       FROM product p JOIN product_shipping_profile sp ON sp.product_id = p.id
       JOIN product_seller ps ON ps.product_id = p.id
       JOIN product_variant v ON v.product_id = p.id
       JOIN product_variant_inventory_item i ON i.variant_id = v.id
       JOIN inventory_level l ON l.inventory_item_id = i.inventory_item_id AND l.stocked_quantity > 5
       JOIN product_search s ON s.product_id = p.id AND s.is_public
      ORDER BY p.id DESC LIMIT 1`
  )
  const [row] = rows
  if (row === undefined) {
    throw new Error("The generated catalogue has no product in stock")
  }
  return row
}

async function shown(slug: string): Promise<{ name: string } | undefined> {
  const answer = await world.api.get(`/v1/products/${slug}?fields=name`)
  return answer.status === 200
    ? (answer.body as { data: { product: { name: string } } }).data.product
    : undefined
}

describe("a product that was copied into Medusa's tables", () => {
  it("is edited in the dashboard's API and shows in /v1", async () => {
    const admin = await signInAdmin(world)
    const { id, handle } = await bulkProduct()
    await admin.post(`/admin/products/${id}`).send({ title: "Editado no painel" }).expect(200)
    await until("it shows", async () => (await shown(handle))?.name === "Editado no painel")
  })

  it("is bought through Medusa's store API", async () => {
    const { variant_id, handle, shipping_profile_id } = await bulkProduct()
    const stockBefore = await stockOf(handle)
    const key = await world.pool.query<{ token: string }>(
      "SELECT token FROM api_key WHERE type = 'publishable' LIMIT 1"
    )
    const region = await world.pool.query<{ id: string }>("SELECT id FROM region LIMIT 1")
    const store = request.agent(world.origin).set("x-publishable-api-key", key.rows[0]?.token ?? "")
    type Cart = { cart: { id: string } }
    const address = {
      first_name: "Ana",
      last_name: "Macuácua",
      address_1: "Rua das Flores 12",
      city: "Maputo",
      country_code: "mz",
    }
    const created = await store
      .post("/store/carts")
      .send({
        region_id: region.rows[0]?.id,
        email: "ana@txova.example",
        shipping_address: address,
        billing_address: address,
        items: [{ variant_id, quantity: 2 }],
      })
      .expect(200)
    const { id } = (created.body as Cart).cart
    const options = await store.get(`/store/shipping-options?cart_id=${id}`).expect(200)
    type Option = { id: string; shipping_profile_id: string }
    const option = (options.body as { shipping_options: Option[] }).shipping_options.find(
      (entry) => entry.shipping_profile_id === shipping_profile_id
    )
    await store
      .post(`/store/carts/${id}/shipping-methods`)
      .send({ option_id: option?.id })
      .expect(200)
    const payment = await store.post("/store/payment-collections").send({ cart_id: id }).expect(200)
    const collection = (payment.body as { payment_collection: { id: string } }).payment_collection
    await store
      .post(`/store/payment-collections/${collection.id}/payment-sessions`)
      .send({ provider_id: "pp_mpesa" })
      .expect(200)
    const done = await store.post(`/store/carts/${id}/complete`).expect(200)
    expect(done.body).toMatchObject({ type: "order", order: {} })
    await until("its stock has gone down", async () => (await stockOf(handle)) === stockBefore - 2)
  })

  async function stockOf(slug: string): Promise<number> {
    const answer = await world.api.get(`/v1/products/${slug}?fields=stock`).expect(200)
    return (answer.body as { data: { product: { stock: number } } }).data.product.stock
  }

  it("leaves the read model without a difference", async () => {
    await until("all is projected", () => outboxIsEmpty(world.pool), 60_000)
    const readModel = openReadModel({
      pool: openPool(world.databases.databaseUrl),
      mongoUri: world.databases.mongoUri,
    })
    await readModel.mongo.ready()
    expect(await verifyAll(readModel)).toEqual([])
    await readModel.close()
  })
})
