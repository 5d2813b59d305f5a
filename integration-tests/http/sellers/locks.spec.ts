import { PostgresLockProvider } from "../../../modules/lock/provider"
import { signInAdmin, type Admin } from "../../support/admin"
import { createCart, openStore, type Store } from "../../support/store"
import { openWorld, type World } from "../../support/world"

let world: World
let admin: Admin
let store: Store
/** Stands for another process on the same databases. */
let elsewhere: PostgresLockProvider

beforeAll(async () => {
  world = await openWorld()
  admin = await signInAdmin(world)
  store = await openStore(world)
  elsewhere = new PostgresLockProvider({}, { databaseUrl: world.databases.databaseUrl })
})
afterAll(async () => {
  await elsewhere.close()
  await world.close()
})

describe("a lock that another process holds", () => {
  it("keeps Medusa's own workflows out, as its default lock provider is Postgres", async () => {
    const id = await createCart(world, store)
    const variants = await world.pool.query<{ id: string }>(
      `SELECT v.id FROM product_variant v
         JOIN product_variant_inventory_item i ON i.variant_id = v.id
         JOIN inventory_level l ON l.inventory_item_id = i.inventory_item_id
        WHERE l.stocked_quantity > 5 ORDER BY v.id LIMIT 1`
    )
    const add = () =>
      store
        .post(`/store/carts/${id}/line-items`)
        .send({ variant_id: variants.rows[0]?.id, quantity: 1 })
    await elsewhere.acquire(id)
    const refused = await add()
    expect(refused.status).toBeGreaterThanOrEqual(400)
    await elsewhere.release(id)
    await add().expect(200)
    const { rows } = await world.pool.query("SELECT FROM lock_lease")
    expect(rows).toEqual([])
  })

  it("makes an approval wait for its turn", async () => {
    const { rows } = await world.pool.query<{ id: string }>("SELECT id FROM seller LIMIT 1")
    const id = rows[0]?.id ?? ""
    let isReleased = false
    await elsewhere.acquire(`seller:${id}`)
    const approval = admin.post(`/admin/sellers/${id}/approve`).then((answer) => {
      expect(isReleased).toBe(true)
      return answer.status
    })
    await store.get("/store/regions").expect(200)
    isReleased = true
    await elsewhere.release(`seller:${id}`)
    expect(await approval).toBe(200)
  })
})
