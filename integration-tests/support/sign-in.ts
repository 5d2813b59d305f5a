import type { Response } from "supertest"
import { mailsTo } from "./outbox"
import { until } from "./until"
import type { World } from "./world"

export type Tokens = { accessToken: string; refreshToken: string; expiresIn: number }
export type Claims = Record<string, unknown> & { iat: number; exp: number; sid: string }
type Credentials = { email: string; password: string }

/** What a token says; nothing is verified. */
export function claimsOf(token: string): Claims {
  const [, payload = ""] = token.split(".")
  return JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as Claims
}

/** Tries to sign in at /v1, from an address that a trusted proxy names where one is given. */
export async function tryLogin(
  world: World,
  { email, password }: Credentials,
  address?: string
): Promise<Response> {
  const sent = world.api.post("/v1/auth/login")
  if (address !== undefined) {
    void sent.set("X-Forwarded-For", address)
  }
  return sent.send({ email, password })
}

/** Signs in at /v1 and gives the tokens. */
export async function login(world: World, who: Credentials, address?: string): Promise<Tokens> {
  const answer = await tryLogin(world, who, address)
  if (answer.status !== 200) {
    throw new Error(`Signing in answered ${answer.status}: ${answer.text}`)
  }
  return (answer.body as { data: Tokens }).data
}

/** Trades a refresh token at /v1. */
export function refresh(world: World, refreshToken: string) {
  return world.api.post("/v1/auth/refresh").send({ refreshToken })
}

/** The code of an error, in /v1's envelope or in Medusa's. */
export function codeOf(answer: Response): string | undefined {
  const body = answer.body as { code?: string; error?: { code?: string } }
  return body.error?.code ?? body.code
}

/** Asks for a mail to set a new password and gives the token of its link. */
export async function requestReset(world: World, email: string): Promise<string> {
  const before = (await mailsTo(world, email)).length
  await world.api.post("/v1/auth/forgot-password").send({ email }).expect(202)
  return until(`a mail to reset the password of ${email}`, async () => {
    const later = (await mailsTo(world, email)).slice(before)
    return later
      .flatMap((mail) => /reset-password\?token=([A-Za-z0-9._~-]+)/.exec(mail)?.[1] ?? [])
      .at(-1)
  })
}

/** Sets a new password by the token of a mail. */
export function resetPassword(world: World, token: string, password: string) {
  return world.api.post("/v1/auth/reset-password").send({ token, password })
}
