import request from "supertest"
import type { World } from "./world"

/** The admin that the seed makes for demonstrations. */
export const demoAdmin = { email: "admin@txova.example", password: "txova-demo-2024" }

/** Signs the demonstration admin in and gives an agent for Medusa's admin API. */
export async function signInAdmin(world: Pick<World, "origin">) {
  const answer = await request(world.origin)
    .post("/auth/user/emailpass")
    .send(demoAdmin)
    .expect(200)
  const { token } = answer.body as { token: string }
  return request.agent(world.origin).set("Authorization", `Bearer ${token}`)
}

export type Admin = Awaited<ReturnType<typeof signInAdmin>>
