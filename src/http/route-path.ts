/** Which part of the program a path belongs to; also the `door` label of the metrics. */
export type Door =
  "v1" | "ops" | "store" | "admin" | "vendor" | "auth" | "app" | "hooks" | "files" | "other"

/** Every door, in the order the metrics number them. */
export const doors = [
  "v1",
  "ops",
  "store",
  "admin",
  "vendor",
  "auth",
  "app",
  "hooks",
  "files",
  "other",
] as const satisfies readonly Door[]

const doorByFirstSegment: ReadonlyMap<string, Door> = new Map<string, Door>([
  ["v1", "v1"],
  ["health", "ops"],
  ["ready", "ops"],
  ["metrics", "ops"],
  ["store", "store"],
  ["admin", "admin"],
  ["vendor", "vendor"],
  ["auth", "auth"],
  ["cloud", "auth"],
  ["app", "app"],
  ["hooks", "hooks"],
  ["static", "files"],
  ["media", "files"],
])

/**
 * Targets that Express, Fastify and this file read alike: printable ASCII from a slash on,
 * without `#` and `\`. RFC 9112 §3.2 allows neither these two nor anything else that is left
 * out. Express reads a target with `#`, white space or its like of Latin-1 by `url.parse`,
 * which takes `\` for `/`: `/auth\user#` would be `/auth/user` there and a nameless path here.
 */
const legalTarget = /^\/[!"$-[\]-~]*$/

// eslint-disable-next-line no-control-regex
const controlCharacter = /[\u0000-\u001f\u007f]/

/**
 * The path by which the front layer judges a request: percent-decoded once and in lower
 * case, without the query. Fastify decodes paths and Express ignores their case, so a rule
 * on the raw path could be walked around by `/v1/%61uth/login` or `/AUTH/…`.
 *
 * @returns undefined for what no router should see: targets that not all read alike,
 *   absolute-form ones, broken escapes, control characters.
 */
export function routePathOf(url: string): string | undefined {
  if (!legalTarget.test(url)) {
    return undefined
  }
  const raw = url.slice(0, pathEnd(url))
  const path = raw.includes("%") ? decoded(raw) : raw
  if (path === undefined || controlCharacter.test(path)) {
    return undefined
  }
  return path.toLowerCase()
}

/** The door of a path that `routePathOf` gave. */
export function doorOf(path: string): Door {
  const end = path.indexOf("/", 1)
  return doorByFirstSegment.get(end === -1 ? path.slice(1) : path.slice(1, end)) ?? "other"
}

/** Whether Fastify answers this door; Medusa's Express app has the rest. */
export function isFastifyDoor(door: Door): boolean {
  return door === "v1" || door === "ops" || door === "auth"
}

/** Whether Fastify answers this raw URL; Medusa's Express app has the rest. */
export function isFastifyPath(url: string): boolean {
  const path = routePathOf(url)
  return path !== undefined && isFastifyDoor(doorOf(path))
}

/** Index of the first character after the path of a raw URL, legal or not. */
export function pathEnd(url: string): number {
  const query = url.indexOf("?")
  const fragment = url.indexOf("#")
  if (query === -1) {
    return fragment === -1 ? url.length : fragment
  }
  return fragment === -1 ? query : Math.min(query, fragment)
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}
