import type { Response } from "supertest"
import type { World } from "./world"

/** One path of each door that only somebody signed in gets, for whatever must hold on all of them. */
export const doorPaths = {
  "/v1": "/v1/users/profile",
  "/auth": "/auth/mfa/factors",
  "/store": "/store/customers/me",
  "/admin": "/admin/users/me",
  "/vendor": "/vendor/me",
} as const

export type Door = keyof typeof doorPaths
export const doors = Object.keys(doorPaths) as Door[]

const publishableKeys = new WeakMap<World, string>()

/** The storefront's publishable key, without which Medusa's store API asks nobody who they are. */
export async function publishableKey(world: World): Promise<string> {
  const known = publishableKeys.get(world)
  if (known !== undefined) {
    return known
  }
  const { rows } = await world.pool.query<{ token: string }>(
    "SELECT token FROM api_key WHERE type = 'publishable' ORDER BY created_at LIMIT 1"
  )
  const token = rows[0]?.token ?? ""
  publishableKeys.set(world, token)
  return token
}

/** Knocks at a door with a bearer token. */
export async function knock(world: World, door: Door, token: string): Promise<Response> {
  return world.api
    .get(doorPaths[door])
    .set("x-publishable-api-key", await publishableKey(world))
    .set("Authorization", `Bearer ${token}`)
}

/** The status of each door's answer to a bearer token. */
export async function knockAtAll(world: World, token: string): Promise<Record<Door, number>> {
  const answers = await Promise.all(doors.map((door) => knock(world, door, token)))
  return Object.fromEntries(doors.map((door, index) => [door, answers[index]?.status])) as Record<
    Door,
    number
  >
}

/** The same status at every door. */
export function everywhere(status: number): Record<Door, number> {
  return Object.fromEntries(doors.map((door) => [door, status])) as Record<Door, number>
}
