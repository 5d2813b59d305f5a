import { announceCollection } from "../../modules/read-model/outbox/announce"
import { projectionOf } from "../../modules/read-model/collections"
import { toObjectId } from "../../modules/read-model/collections/ids"
import { killProjector, openReadModelWorld, type ReadModelWorld } from "../support/read-model"

let world: ReadModelWorld

beforeAll(async () => {
  world = await openReadModelWorld()
})
afterAll(() => world.close())

it.each([
  ["products", "product"],
  ["categories", "product_category"],
  ["sellers", "seller"],
])(
  "%s that swapped handles while no projector ran are both projected",
  async (collection, table) => {
    const projector = await world.startProjector()
    await announceCollection(world.pool, projectionOf(collection))
    await world.settled()
    await killProjector(projector)

    const { rows } = await world.pool.query<{ id: string; handle: string }>(
      `SELECT id, handle FROM ${table} WHERE deleted_at IS NULL ORDER BY id LIMIT 2`
    )
    const [one, other] = rows
    const give = (id: string | undefined, handle: string | undefined) =>
      world.pool.query(`UPDATE ${table} SET handle = $2 WHERE id = $1`, [id, handle])
    await give(one?.id, "a-third-handle")
    await give(other?.id, one?.handle)
    await give(one?.id, other?.handle)

    await world.startProjector()
    await world.settled()
    const slugOf = async (id = "") =>
      (await world.readModel.collection(collection).findOne({ _id: toObjectId(id) }))
        ?.slug as string
    expect(await slugOf(one?.id)).toBe(other?.handle)
    expect(await slugOf(other?.id)).toBe(one?.handle)
    const letters = await world.pool.query("SELECT source_id FROM projection_dead_letter")
    expect(letters.rows).toEqual([])
  }
)
