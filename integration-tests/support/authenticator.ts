import { HOTP, Secret } from "otpauth"
import { until } from "./until"
import type { World } from "./world"

const stepMs = 30_000

/** The code an authenticator app shows, so many steps of 30 s from now. */
export function totp(secret: string, steps = 0): string {
  const counter = Math.floor(Date.now() / stepMs) + steps
  return HOTP.generate({ secret: Secret.fromBase32(secret), counter })
}

/** Waits where a step is about to end: a code of the step before would be two old on arrival. */
export async function earlyInStep(): Promise<void> {
  await until(
    "a new step of the clock",
    () => Promise.resolve(Date.now() % stepMs < stepMs - 8_000),
    30_000
  )
}

/** Lets the authenticator's clock move on: codes shown before count as never used. */
export async function passSteps(world: World, email: string): Promise<void> {
  await world.pool.query("UPDATE account SET two_factor_last_step = NULL WHERE email = $1", [email])
}

/** Turns two-factor on for whoever a token belongs to. */
export async function turnTwoFactorOn(
  world: World,
  who: { email: string; accessToken: string }
): Promise<{ secret: string; recoveryCodes: string[] }> {
  const bearer = `Bearer ${who.accessToken}`
  const setup = await world.api.post("/v1/auth/2fa/setup").set("Authorization", bearer).expect(200)
  const { secret } = (setup.body as { data: { secret: string } }).data
  const enabled = await world.api
    .post("/v1/auth/2fa/enable")
    .set("Authorization", bearer)
    .send({ code: totp(secret) })
    .expect(200)
  const { recoveryCodes } = (enabled.body as { data: { recoveryCodes: string[] } }).data
  await passSteps(world, who.email)
  return { secret, recoveryCodes }
}
