import { catalogueChanges } from "../support/catalogue-changes"
import { createRandom, seedOfRun } from "../support/random"
import { killProjector, openReadModelWorld, type ReadModelWorld } from "../support/read-model"

const full = process.env.FAULTS === "full"
const changes = full ? 2_000 : 300
const kills = full ? 20 : 4

let world: ReadModelWorld

beforeAll(async () => {
  world = await openReadModelWorld()
})
afterAll(() => world.close())

it(
  `verifies clean after ${changes} writes of every kind with the projector killed ${kills} times`,
  async () => {
    const seed = seedOfRun()
    const random = createRandom(seed)
    const names = Object.keys(catalogueChanges)
    let projector = await world.startProjector()
    for (let done = 1; done <= changes; done += 1) {
      const change = catalogueChanges[random.pick(names)]
      await change?.(world.pool, random)
      if (done % Math.floor(changes / kills) === 0) {
        await killProjector(projector)
        projector = await world.startProjector()
      }
    }
    await world.settled()
    const letters = await world.pool.query(
      "SELECT collection, source_id, error FROM projection_dead_letter"
    )
    expect({ seed, differences: await world.verify(), letters: letters.rows }).toEqual({
      seed,
      differences: [],
      letters: [],
    })
  },
  full ? 900_000 : 180_000
)
