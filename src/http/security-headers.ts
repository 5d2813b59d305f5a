import type { Door } from "./route-path"

/** Header names and values in turn, as `response.writeHead` takes them. */
export type HeaderPairs = readonly string[]

/** Policies by what a browser may do with an answer. */
type Policy = "json" | "dashboard" | "docs" | "files"

/** The prepared security headers of a process. */
export type SecurityHeaders = (door: Door, path: string) => HeaderPairs

const oneYear = "max-age=31536000; includeSubDomains"

// What @fastify/helmet 13 sends by default; a test compares the two.
const helmetDefaults: HeaderPairs = [
  "Cross-Origin-Opener-Policy",
  "same-origin",
  "Origin-Agent-Cluster",
  "?1",
  "Referrer-Policy",
  "no-referrer",
  "X-Content-Type-Options",
  "nosniff",
  "X-DNS-Prefetch-Control",
  "off",
  "X-Download-Options",
  "noopen",
  "X-Frame-Options",
  "SAMEORIGIN",
  "X-Permitted-Cross-Domain-Policies",
  "none",
  "X-XSS-Protection",
  "0",
]

/**
 * Prepares the security headers of every door, once.
 *
 * @param options.production adds HSTS, and takes from the dashboard what only Vite's
 *   development server needs: inline scripts, eval, websockets.
 */
export function createSecurityHeaders(options: { production: boolean }): SecurityHeaders {
  const { production } = options
  const profiles: Record<Policy, HeaderPairs> = {
    json: profile(production, "same-origin", "default-src 'none'; frame-ancestors 'none'"),
    dashboard: profile(production, "same-origin", dashboardPolicy(production)),
    docs: profile(production, "same-origin", docsPolicy),
    // Storefronts of other origins show these pictures; a picture must not run scripts.
    files: profile(
      production,
      "cross-origin",
      "default-src 'none'; frame-ancestors 'none'; sandbox"
    ),
  }
  return (door, path) => profiles[policyOf(door, path)]
}

function policyOf(door: Door, path: string): Policy {
  if (door === "app") {
    return "dashboard"
  }
  if (door === "files") {
    return "files"
  }
  return door === "v1" && (path === "/v1/docs" || path.startsWith("/v1/docs/")) ? "docs" : "json"
}

function profile(production: boolean, resourcePolicy: string, contentPolicy: string): HeaderPairs {
  return [
    ...helmetDefaults,
    "Cross-Origin-Resource-Policy",
    resourcePolicy,
    "Content-Security-Policy",
    contentPolicy,
    ...(production ? ["Strict-Transport-Security", oneYear] : []),
  ]
}

function dashboardPolicy(production: boolean): string {
  return [
    "default-src 'self'",
    production ? "script-src 'self'" : "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob: https:" + (production ? "" : " http:"),
    "font-src 'self' data:",
    "connect-src 'self' https:" + (production ? "" : " http: ws: wss:"),
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ].join("; ")
}

// Swagger UI writes styles inline and draws its icons from data: URLs.
const docsPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: https:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ")
