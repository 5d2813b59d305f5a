import { signInAdmin, type Admin } from "../../support/admin"
import { openWorld, type World } from "../../support/world"

let world: World
let admin: Admin

beforeAll(async () => {
  world = await openWorld()
  admin = await signInAdmin(world)
})
afterAll(() => world.close())

describe("the admin's list of sellers", () => {
  it.each([
    "offset=-1",
    "limit=-5",
    "limit=0",
    "limit=101",
    "limit=many",
    "offset=1.5",
    "colour=red",
    "fields=bank_account",
    "limit[$gt]=1",
  ])("refuses ?%s", async (query) => {
    await admin.get(`/admin/sellers?${query}`).expect(400)
  })

  it("is had in pages, without bank accounts", async () => {
    const answer = await admin.get("/admin/sellers?limit=2&offset=1").expect(200)
    const body = answer.body as { sellers: Record<string, unknown>[]; count: number }
    expect(body).toMatchObject({ offset: 1, limit: 2 })
    expect(body.count).toBeGreaterThan(2)
    expect(body.sellers).toHaveLength(2)
    expect(Object.keys(body.sellers[0] ?? {}).sort()).toEqual([
      "approved_at",
      "business_name",
      "created_at",
      "handle",
      "id",
      "status",
    ])
  })
})

describe("changing a setting", () => {
  it.each([[{ value: 5, key: "other" }], [{}], [[]], [{ value: null }]])(
    "refuses the body %j",
    async (body) => {
      await admin
        .post("/admin/marketplace-settings/general.page_size")
        .send(body as object)
        .expect(400)
    }
  )
})
