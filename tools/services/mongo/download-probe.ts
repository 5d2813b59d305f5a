import { request } from "node:http"
import { reasonOf } from "../shared/service-error"

const PROBE_MS = 8_000

// The downloader's own order.
const PROXY_VARIABLES = [
  ...["yarn_https-proxy", "yarn_proxy", "npm_config_https-proxy", "npm_config_proxy"],
  ...["https_proxy", "http_proxy", "HTTPS_PROXY", "HTTP_PROXY"],
]

const proxyFor = (env: NodeJS.ProcessEnv): string | undefined =>
  PROXY_VARIABLES.map((name) => env[name]).find(Boolean)

/** Asks the proxy for a tunnel to the host; the downloader goes the same way. */
const probeThroughProxy = (proxy: URL, target: URL): Promise<string | undefined> =>
  new Promise((resolve) => {
    const credentials = decodeURIComponent(`${proxy.username}:${proxy.password}`)
    const attempt = request({
      host: proxy.hostname,
      port: proxy.port || 80,
      method: "CONNECT",
      path: `${target.hostname}:${target.port || 443}`,
      headers: proxy.username ? { "proxy-authorization": `Basic ${btoa(credentials)}` } : {},
      signal: AbortSignal.timeout(PROBE_MS),
    })
    attempt.once("connect", ({ statusCode }, socket) => {
      socket.destroy()
      resolve(statusCode === 200 ? undefined : `the proxy answers ${statusCode}`)
    })
    attempt.once("response", ({ statusCode }) => resolve(`the proxy answers ${statusCode}`))
    attempt.once("error", (error) => resolve(`the proxy does not answer: ${error.message}`))
    attempt.end()
  })

/** Takes the first bytes and leaves the rest, whether or not the server heeds the range. */
const probeDirectly = async (target: URL): Promise<string | undefined> => {
  const enough = new AbortController()
  const silence = setTimeout(() => {
    enough.abort(new Error(`nothing came within ${PROBE_MS / 1000} s`))
  }, PROBE_MS)
  try {
    const headers = { range: "bytes=0-65535" }
    const response = await fetch(target, { headers, signal: enough.signal })
    if (!response.ok) {
      return `${target.host} answers ${response.status}`
    }
    const first = await response.body?.getReader().read()
    return first?.done === false ? undefined : `${target.host} sends nothing`
  } finally {
    clearTimeout(silence)
    enough.abort()
  }
}

/** Why this URL cannot be downloaded from, or undefined when its first bytes come. At most 8 s. */
export const whyNotDownloadable = async (
  url: string,
  env: NodeJS.ProcessEnv
): Promise<string | undefined> => {
  const target = new URL(url)
  const proxy = proxyFor(env)
  try {
    return await (proxy === undefined
      ? probeDirectly(target)
      : probeThroughProxy(new URL(proxy), target))
  } catch (thrown) {
    const cause = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown
    return `${target.host} cannot be reached: ${reasonOf(cause)}`
  }
}
