import request from "supertest"
import type { World } from "./world"

/** Signs the demonstration admin in and gives an agent for Medusa's admin API. */
export async function signInAdmin(world: World) {
  const answer = await request(world.origin)
    .post("/auth/user/emailpass")
    .send({ email: "admin@txova.example", password: "txova-demo-2024" })
    .expect(200)
  const { token } = answer.body as { token: string }
  return request.agent(world.origin).set("Authorization", `Bearer ${token}`)
}

export type Admin = Awaited<ReturnType<typeof signInAdmin>>
