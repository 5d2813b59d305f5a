import { stat } from "node:fs/promises"
import path from "node:path"
import { createAccessTokens } from "../../../src/identity/access-tokens"
import { registerBuyer, type Buyer } from "../../support/accounts"
import { everywhere, knockAtAll } from "../../support/doors"
import { claimsOf } from "../../support/sign-in"
import { openWorld, type World } from "../../support/world"

let world: World
let buyer: Buyer

beforeAll(async () => {
  world = await openWorld({ env: { JWT_SECRET: "", COOKIE_SECRET: "" } })
  buyer = await registerBuyer(world)
})
afterAll(() => world.close())

describe("where no JWT_SECRET is set", () => {
  it("what signs is in a file for its owner alone", async () => {
    const { mode, size } = await stat(path.join(world.dataDir, "jwt-secret"))
    expect([mode & 0o777, size]).toEqual([0o600, 43])
  })

  it.each(["", "development-only-secret", "secret", "supersecret"])(
    "it is nothing that can be guessed: %j",
    async (secret) => {
      const claims = claimsOf(buyer.accessToken) as unknown as Parameters<
        ReturnType<typeof createAccessTokens>["sign"]
      >[0]
      const { userId, email, role, sid } = claims
      const forged = createAccessTokens(secret || " ").sign({ userId, email, role, sid })
      expect(await knockAtAll(world, forged)).toEqual(everywhere(401))
    }
  )

  it("a token outlives a restart", async () => {
    await world.restart()
    const answers = await knockAtAll(world, buyer.accessToken)
    expect(answers).toMatchObject({ "/v1": 200, "/auth": 200, "/store": 200 })
  })
})
