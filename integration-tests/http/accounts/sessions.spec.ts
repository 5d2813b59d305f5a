import { registerBuyer, type Buyer } from "../../support/accounts"
import { demoAdmin } from "../../support/admin"
import { everywhere, knockAtAll } from "../../support/doors"
import {
  claimsOf,
  codeOf,
  login,
  refresh,
  requestReset,
  resetPassword,
  tryLogin,
  type Tokens,
} from "../../support/sign-in"
import { openWorld, type World } from "../../support/world"

let world: World

beforeAll(async () => {
  world = await openWorld()
  await login(world, demoAdmin)
  await world.pool.query(
    "UPDATE account SET seller_id = (SELECT id FROM seller ORDER BY id LIMIT 1) WHERE email = $1",
    [demoAdmin.email]
  )
})
afterAll(() => world.close())

/** The refresh token's cookie of an answer. */
function cookieOf(cookies: string[] | undefined): string {
  const found = cookies?.find((cookie) => cookie.startsWith("txova_refresh="))
  return found?.split(";")[0] ?? ""
}

/** Signs in as a browser does that keeps the refresh token in a cookie. */
async function loginWithCookie(who: Pick<Buyer, "email" | "password"> = demoAdmin) {
  const { email, password } = who
  const answer = await world.api
    .post("/v1/auth/login")
    .send({ email, password, refreshTokenIn: "cookie" })
    .expect(200)
  const { accessToken } = (answer.body as { data: Tokens }).data
  return { accessToken, cookie: cookieOf(answer.get("Set-Cookie")) }
}

function logout(token: string) {
  return world.api.post("/v1/auth/logout").set("Authorization", `Bearer ${token}`)
}

/** The same trade at either door. */
const trades = {
  "/v1/auth/refresh": (token: string) => refresh(world, token),
  "/auth/token/refresh": (token: string) =>
    world.api.post("/auth/token/refresh").send({ refresh_token: token }),
}

/** The tokens of either door's answer. */
function tokensIn(body: unknown): Pick<Tokens, "accessToken" | "refreshToken"> {
  const { data, token, refresh_token } = body as {
    data?: Tokens
    token?: string
    refresh_token?: string
  }
  return data ?? { accessToken: token ?? "", refreshToken: refresh_token ?? "" }
}

describe("signing out", () => {
  it("kills the access token at once, at every door", async () => {
    const { accessToken } = await login(world, demoAdmin)
    expect(await knockAtAll(world, accessToken)).toEqual(everywhere(200))
    await logout(accessToken).expect(200)
    expect(await knockAtAll(world, accessToken)).toEqual(everywhere(401))
  })

  it("kills the refresh token too", async () => {
    const { accessToken, refreshToken } = await login(world, demoAdmin)
    await logout(accessToken).expect(200)
    expect((await refresh(world, refreshToken)).status).toBe(401)
  })

  it("from the dashboard kills the token its session was made of, and the cookie", async () => {
    const { accessToken } = await login(world, demoAdmin)
    const session = await world.api
      .post("/auth/session")
      .set("Authorization", `Bearer ${accessToken}`)
      // As the dashboard does, which sends no body.
      .set("Content-Type", "application/json")
      .expect(200)
    const [cookie = ""] = session.get("Set-Cookie") ?? []
    expect(cookie).toMatch(/HttpOnly/i)
    expect(cookie).toMatch(/SameSite=Strict/i)
    const [pair = ""] = cookie.split(";")
    await world.api.get("/admin/users/me").set("Cookie", pair).expect(200)
    await world.api
      .delete("/auth/session")
      .set({ Cookie: pair, "Content-Type": "application/json" })
      .expect(200)
    await world.api.get("/admin/users/me").set("Cookie", pair).expect(401)
    expect(await knockAtAll(world, accessToken)).toEqual(everywhere(401))
  })
})

describe("signing out without a living access token", () => {
  it("takes the refresh token as proof", async () => {
    const { accessToken, refreshToken } = await login(world, demoAdmin)
    await world.api.post("/v1/auth/logout").send({ refreshToken }).expect(200)
    expect(await knockAtAll(world, accessToken)).toEqual(everywhere(401))
    expect((await refresh(world, refreshToken)).status).toBe(401)
    expect((await world.api.post("/v1/auth/logout").send({ refreshToken })).status).toBe(401)
  })

  it("takes the cookie of a browser that keeps it there", async () => {
    const { accessToken, cookie } = await loginWithCookie()
    await world.api.post("/v1/auth/logout").set("Cookie", cookie).expect(200)
    expect(await knockAtAll(world, accessToken)).toEqual(everywhere(401))
  })

  it("takes the dashboard's cookie beside a token that has expired", async () => {
    const { accessToken } = await login(world, demoAdmin)
    const session = await world.api
      .post("/auth/session")
      .set("Authorization", `Bearer ${accessToken}`)
      .expect(200)
    const [pair = ""] = (session.get("Set-Cookie") ?? [""]).map((set) => set.split(";")[0])
    await world.api
      .delete("/auth/session")
      .set("Cookie", pair)
      .set("Authorization", "Bearer expired.token.here")
      .expect(200)
    expect(await knockAtAll(world, accessToken)).toEqual(everywhere(401))
  })

  it("is refused without any proof", async () => {
    expect((await world.api.post("/v1/auth/logout")).status).toBe(401)
    const refreshToken = "not-a-token"
    expect((await world.api.post("/v1/auth/logout").send({ refreshToken })).status).toBe(401)
  })
})

it("a browser that keeps its refresh token in a cookie gets none in a body by a new password", async () => {
  const buyer = await registerBuyer(world)
  const { accessToken } = await loginWithCookie(buyer)
  const answer = await world.api
    .put("/v1/users/password")
    .set("Authorization", `Bearer ${accessToken}`)
    .send({ currentPassword: buyer.password, newPassword: "Outra-Machamba-do-Save-97" })
    .expect(200)
  expect((answer.body as { data: object }).data).not.toHaveProperty("refreshToken")
  const cookie = cookieOf(answer.get("Set-Cookie"))
  await world.api.post("/v1/auth/refresh").set("Cookie", cookie).expect(200)
})

describe("a session ends however much it is used", () => {
  async function begin(who: Pick<Buyer, "email" | "password">, daysAgo: number) {
    const tokens = await login(world, who)
    await world.pool.query(
      "UPDATE account_session SET created_at = now() - make_interval(days => $2) WHERE id = $1",
      [claimsOf(tokens.accessToken).sid, daysAgo]
    )
    return tokens.refreshToken
  }

  it("after 30 days for staff", async () => {
    await refresh(world, await begin(demoAdmin, 29)).expect(200)
    await refresh(world, await begin(demoAdmin, 30)).expect(401)
  })

  it("after 90 days for buyers", async () => {
    const buyer = await registerBuyer(world)
    await refresh(world, await begin(buyer, 89)).expect(200)
    await refresh(world, await begin(buyer, 90)).expect(401)
  })
})

describe.each(Object.keys(trades) as (keyof typeof trades)[])("%s", (path) => {
  const trade = trades[path]

  it("takes each token once: using one again ends its session at every door", async () => {
    const first = await login(world, demoAdmin)
    const second = tokensIn((await trade(first.refreshToken).expect(200)).body)
    expect(await knockAtAll(world, second.accessToken)).toEqual(everywhere(200))
    expect((await trade(first.refreshToken)).status).toBe(401)
    expect(await knockAtAll(world, second.accessToken)).toEqual(everywhere(401))
    expect(await knockAtAll(world, first.accessToken)).toEqual(everywhere(401))
    expect((await trade(second.refreshToken)).status).toBe(401)
  })

  it("lets one of two at the same instant through, and the client goes on with its token", async () => {
    let tokens: Pick<Tokens, "accessToken" | "refreshToken"> = await login(world, demoAdmin)
    for (let round = 0; round < 20; round += 1) {
      const answers = await Promise.all([trade(tokens.refreshToken), trade(tokens.refreshToken)])
      const won = answers.filter((answer) => answer.status === 200)
      const lost = answers.filter((answer) => answer.status !== 200)
      expect({ round, won: won.length, lost: lost.map(codeOf) }).toEqual({
        round,
        won: 1,
        lost: ["REFRESH_IN_PROGRESS"],
      })
      tokens = tokensIn(won[0]?.body)
    }
    expect(await knockAtAll(world, tokens.accessToken)).toEqual(everywhere(200))
  })
})

it("of four refreshes at both doors at once one succeeds, and the session lives", async () => {
  const { refreshToken } = await login(world, demoAdmin)
  const answers = await Promise.all(
    Array.from({ length: 2 }, () =>
      Object.values(trades).map((trade) => trade(refreshToken))
    ).flat()
  )
  const [won, ...more] = answers.filter((answer) => answer.status === 200)
  expect(more).toEqual([])
  expect(await knockAtAll(world, tokensIn(won?.body).accessToken)).toEqual(everywhere(200))
})

describe("a new password", () => {
  const next = "Outra-Machamba-do-Save-97"

  it("of one's own ends every session, and the answer begins a new one", async () => {
    const buyer = await registerBuyer(world)
    const other = await login(world, buyer)
    const answer = await world.api
      .put("/v1/users/password")
      .set("Authorization", `Bearer ${buyer.accessToken}`)
      .send({ currentPassword: buyer.password, newPassword: next })
      .expect(200)
    for (const { accessToken, refreshToken } of [buyer, other]) {
      expect(await knockAtAll(world, accessToken)).toEqual(everywhere(401))
      expect((await refresh(world, refreshToken)).status).toBe(401)
    }
    expect(await knockAtAll(world, tokensIn(answer.body).accessToken)).toMatchObject({
      "/v1": 200,
      "/store": 200,
    })
    expect((await tryLogin(world, buyer)).status).toBe(401)
    expect((await tryLogin(world, { ...buyer, password: next })).status).toBe(200)
  })

  it("by a mail ends every session, and the link works once", async () => {
    const buyer = await registerBuyer(world)
    const token = await requestReset(world, buyer.email)
    await resetPassword(world, token, next).expect(200)
    expect(await knockAtAll(world, buyer.accessToken)).toEqual(everywhere(401))
    expect((await refresh(world, buyer.refreshToken)).status).toBe(401)
    expect(codeOf(await resetPassword(world, token, buyer.password))).toBe("TOKEN_INVALID")
    expect((await tryLogin(world, { ...buyer, password: next })).status).toBe(200)
  })

  it("ends a link that was mailed before it", async () => {
    const buyer = await registerBuyer(world)
    const token = await requestReset(world, buyer.email)
    await world.api
      .put("/v1/users/password")
      .set("Authorization", `Bearer ${buyer.accessToken}`)
      .send({ currentPassword: buyer.password, newPassword: next })
      .expect(200)
    expect(codeOf(await resetPassword(world, token, "Ainda-Outra-Machamba-5"))).toBe(
      "TOKEN_INVALID"
    )
  })

  it("is set by one of ten who use the link at once", async () => {
    const buyer = await registerBuyer(world)
    const token = await requestReset(world, buyer.email)
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => resetPassword(world, token, `${next}-${index}`))
    )
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
  })
})

it("nothing that was ended lives again when the server starts anew", async () => {
  const [out, reused, alive] = [
    await login(world, demoAdmin),
    await login(world, demoAdmin),
    await login(world, demoAdmin),
  ]
  await logout(out.accessToken).expect(200)
  const next = tokensIn((await refresh(world, reused.refreshToken).expect(200)).body)
  await refresh(world, reused.refreshToken).expect(401)
  await world.restart()
  for (const token of [out.accessToken, reused.accessToken, next.accessToken]) {
    expect(await knockAtAll(world, token)).toEqual(everywhere(401))
  }
  for (const token of [out.refreshToken, reused.refreshToken, next.refreshToken]) {
    expect((await refresh(world, token)).status).toBe(401)
  }
  expect(await knockAtAll(world, alive.accessToken)).toEqual(everywhere(200))
})
