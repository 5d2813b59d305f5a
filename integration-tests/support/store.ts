import request from "supertest"
import type { World } from "./world"

/** An agent for Medusa's store API with the storefront's publishable key. */
export async function openStore(world: World) {
  const { rows } = await world.pool.query<{ token: string }>(
    "SELECT token FROM api_key WHERE type = 'publishable' ORDER BY created_at LIMIT 1"
  )
  return request.agent(world.origin).set("x-publishable-api-key", rows[0]?.token ?? "")
}

export type Store = Awaited<ReturnType<typeof openStore>>

/** Makes a cart in the marketplace's region and gives its id. */
export async function createCart(world: World, store: Store): Promise<string> {
  const region = await world.pool.query<{ id: string }>("SELECT id FROM region LIMIT 1")
  const answer = await store.post("/store/carts").send({ region_id: region.rows[0]?.id })
  if (answer.status !== 200) {
    throw new Error(`No cart was made: ${answer.text}`)
  }
  return (answer.body as { cart: { id: string } }).cart.id
}
