import { randomBytes } from "node:crypto"
import type { Admin } from "./admin"
import { login } from "./sign-in"
import type { World } from "./world"

export type Staff = {
  email: string
  password: string
  accessToken: string
  refreshToken: string
  /** Medusa's id of the user. */
  userId: string
}

/** Invites somebody to the staff as the dashboard does, accepts for them and signs them in. */
export async function inviteStaff(
  world: World,
  admin: Admin,
  role: "admin" | "support"
): Promise<Staff> {
  const email = `${role}.${randomBytes(6).toString("hex")}@example.com`
  const password = "Machamba-do-Incomati-84"
  const invited = await admin.post("/admin/invites").send({ email, metadata: { role } }).expect(200)
  const { invite } = invited.body as { invite: { token: string } }
  const registered = await world.api
    .post("/auth/user/emailpass/register")
    .send({ email, password })
    .expect(200)
  const accepted = await world.api
    .post(`/admin/invites/accept?token=${invite.token}`)
    .set("Authorization", `Bearer ${(registered.body as { token: string }).token}`)
    .send({ email, first_name: "Rosa", last_name: "Langa" })
    .expect(200)
  const { user } = accepted.body as { user: { id: string } }
  const tokens = await login(world, { email, password })
  return { email, password, userId: user.id, ...tokens }
}
