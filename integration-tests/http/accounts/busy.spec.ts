import type { Response } from "supertest"
import { codeOf } from "../../support/sign-in"
import { openWorld, type World } from "../../support/world"

let world: World

beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const password = "Machamba-do-Incomati-84"
/** Each door a hundred times: half as many again as may wait. */
const times = 100

const doors = {
  "/v1/auth/login": (email: string) => ({ email, password }),
  "/auth/customer/emailpass": (email: string) => ({ email, password }),
  "/auth/customer/emailpass/register": (email: string) => ({ email, password }),
}

it("while too many passwords wait to be hashed, every door says when to come again", async () => {
  const asked = Array.from({ length: times }, (_, index) =>
    Object.entries(doors).map(async ([path, body]): Promise<[string, Response]> => {
      const email = `ninguem.${index}@example.com`
      return [path, await world.api.post(path).send(body(email))]
    })
  )
  const answers = await Promise.all(asked.flat())
  const refused = answers.filter(([, { status }]) => ![200, 401].includes(status))
  expect(new Set(refused.map(([path]) => path))).toEqual(new Set(Object.keys(doors)))
  for (const [path, answer] of refused) {
    expect([path, answer.status, codeOf(answer)]).toEqual([path, 503, "SERVICE_UNAVAILABLE"])
    expect(Number(answer.get("Retry-After"))).toBeGreaterThan(0)
  }
}, 300_000)
