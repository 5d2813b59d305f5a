import type { Door } from "./route-path"

/** Kinds of request that share one allowance, one body size and one time to answer. */
export type RouteClass =
  "read" | "write" | "auth" | "upload" | "backoffice" | "callback" | "asset" | "ops" | "health"

/** What one class may cost. */
export interface ClassLimits {
  /** Requests a minute from one address; Infinity is not counted and sends no headers. */
  readonly perAddress: number
  /** Requests a minute by one signed-in account, whatever its addresses. */
  readonly perAccount: number
  /** Largest request body in bytes. */
  readonly bodyBytes: number
  /** Milliseconds from a request's arrival to the head of its answer. */
  readonly answerMs: number
}

export type Limits = Readonly<Record<RouteClass, ClassLimits>>

/** Every class, in the order the rate limiter numbers them. */
export const routeClasses = [
  "read",
  "write",
  "auth",
  "upload",
  "backoffice",
  "callback",
  "asset",
  "ops",
  "health",
] as const satisfies readonly RouteClass[]

const kilobyte = 1024
const megabyte = 1024 * kilobyte

/** Longest request target in characters; a longer one is answered 414. */
export const longestUrl = 28 * kilobyte

/**
 * The figures of every class. Addresses get room for many people: Mozambique's mobile
 * operators put thousands of phones behind one address.
 */
export const defaultLimits: Limits = {
  read: { perAddress: 1200, perAccount: 600, bodyBytes: megabyte, answerMs: 15_000 },
  write: { perAddress: 300, perAccount: 120, bodyBytes: megabyte, answerMs: 30_000 },
  // Each of these tries or makes a secret, and may cost a bcrypt hash.
  auth: { perAddress: 30, perAccount: 30, bodyBytes: 64 * kilobyte, answerMs: 15_000 },
  // 20 MB of files and the multipart frame around them; slow uplinks need minutes.
  upload: { perAddress: 60, perAccount: 30, bodyBytes: 21 * megabyte, answerMs: 300_000 },
  backoffice: { perAddress: 1200, perAccount: 600, bodyBytes: megabyte, answerMs: 60_000 },
  // A gateway retries what is refused: its callbacks are throttled last.
  callback: { perAddress: 1200, perAccount: 1200, bodyBytes: megabyte, answerMs: 30_000 },
  // In development the dashboard loads thousands of modules, built on first use.
  asset: { perAddress: 6000, perAccount: 6000, bodyBytes: 64 * kilobyte, answerMs: 60_000 },
  // Ten a second from one balancer or scraper is plenty; each costs the databases a question.
  ops: { perAddress: 600, perAccount: 600, bodyBytes: 64 * kilobyte, answerMs: 10_000 },
  // Costs nothing, and whoever refused it would have the process restarted.
  health: {
    perAddress: Infinity,
    perAccount: Infinity,
    bodyBytes: 64 * kilobyte,
    answerMs: 10_000,
  },
}

const signIn = /^\/(?:v1\/auth|auth|cloud\/auth|vendor\/auth)(?:\/|$)/
const signedInAlready = /^\/(?:v1\/)?auth\/(?:refresh|logout|session|token\/refresh)\/?$/
const newAccount =
  /^\/(?:store\/customers|admin\/invites\/accept|v1\/users\/password|vendor\/sellers)\/?$/

const uploads = [
  /^\/v1\/users\/avatar\/?$/,
  /^\/v1\/products\/[^/]+\/images\/?$/,
  /^\/v1\/support\/tickets(?:\/[^/]+\/messages)?\/?$/,
  /^\/(?:v1|admin|vendor)\/(?:.+\/)?(?:uploads?|documents|attachments|images)\/?$/,
  /^\/admin\/products\/imports?\/?$/,
]

/**
 * The class of a request.
 *
 * @param method in capitals, as Node gives it
 * @param path as `routePathOf` gave it: decoded, lower case, without the query
 */
export function classOf(method: string, path: string, door: Door): RouteClass {
  switch (door) {
    case "ops":
      return path.startsWith("/health") ? "health" : "ops"
    case "hooks":
      return "callback"
    case "app":
    case "files":
      return "asset"
  }
  if (signIn.test(path)) {
    return signedInAlready.test(path) ? "write" : "auth"
  }
  if (method === "GET" || method === "HEAD" || method === "OPTIONS") {
    return isBackoffice(path, door) ? "backoffice" : "read"
  }
  if (newAccount.test(path)) {
    return "auth"
  }
  if (uploads.some((pattern) => pattern.test(path))) {
    return "upload"
  }
  return isBackoffice(path, door) ? "backoffice" : "write"
}

function isBackoffice(path: string, door: Door): boolean {
  return door === "admin" || door === "vendor" || path.startsWith("/v1/admin/")
}
