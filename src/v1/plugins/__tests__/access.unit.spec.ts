import Fastify, { type RouteOptions } from "fastify"
import { accessRules } from "../access"

/** Starts an app with one route and gives why it does not start. */
async function refusalOf(route: Partial<RouteOptions>): Promise<string | undefined> {
  const app = Fastify()
  await app.register(accessRules)
  try {
    app.route({ method: "GET", url: "/", handler: () => "", ...route })
    await app.ready()
    return undefined
  } catch (error) {
    return String(error)
  } finally {
    await app.close()
  }
}

describe("a process does not start where who may use a route is not said", () => {
  it.each([
    { url: "/v1/forgotten" },
    { url: "/v1" },
    { url: "/v1/docsx" },
    { url: "/v1/forgotten", method: "DELETE" as const },
    { url: "/auth/forgotten", method: "POST" as const },
    { url: "/v1/forgotten", config: {} },
  ])("%j", async (route) => {
    expect(await refusalOf(route)).toContain(`${route.url} does not say who may use it`)
  })

  it.each([
    { url: "/v1/x", config: { access: "public" as const } },
    { url: "/v1/x", config: { access: "manage:own_account" as const } },
    { url: "/v1/docs/static/*" },
    { url: "/health" },
  ])("but with %j", async (route) => {
    expect(await refusalOf(route)).toBeUndefined()
  })
})
