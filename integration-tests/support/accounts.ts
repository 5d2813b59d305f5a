import { randomBytes } from "node:crypto"
import { mailedToken } from "./outbox"
import type { World } from "./world"

export type Buyer = {
  email: string
  password: string
  userId: string
  accessToken: string
  refreshToken: string
}

export type BuyerOverrides = {
  firstName?: string
  lastName?: string
  email?: string
  phone?: string
  password?: string
}

/** Sends JSON and gives `data` of the answer, or fails with what was answered. */
async function sendJson(world: World, path: string, status: number, body: object) {
  const answer = await world.api.post(path).send(body)
  if (answer.status !== status) {
    throw new Error(`${path} answered ${answer.status}: ${answer.text}`)
  }
  return (answer.body as { data: Record<string, unknown> }).data
}

/** Registers somebody new as people do, by the link in the mail, and signs them in. */
export async function registerBuyer(world: World, overrides: BuyerOverrides = {}): Promise<Buyer> {
  const person = {
    firstName: "Amélia",
    lastName: "Cossa",
    email: `amelia.${randomBytes(6).toString("hex")}@example.com`,
    phone: "+258841234567",
    password: "Machamba-do-Incomati-84",
    ...overrides,
  }
  const { email, password } = person
  await sendJson(world, "/v1/auth/register", 201, {
    ...person,
    confirmPassword: password,
    acceptTerms: true,
  })
  const token = await mailedToken(world, email)
  await sendJson(world, "/v1/auth/verify-email", 200, { token })
  const session = await sendJson(world, "/v1/auth/login", 200, { email, password })
  const { user, accessToken, refreshToken } = session as {
    user: { id: string }
    accessToken: string
    refreshToken: string
  }
  return { email, password, userId: user.id, accessToken, refreshToken }
}
