import type { IncomingMessage } from "node:http"

/** Whether a request comes from a page that may act for whoever is signed in by a cookie. */
export type IsOwnPage = (request: IncomingMessage) => boolean

/**
 * Makes what tells requests of our own pages from those of other origins. SameSite does not:
 * to a browser another port or another subdomain is the same site. A request without Origin
 * is a plain GET of whatever page, or no browser's; browsers say of which in Sec-Fetch-Site
 * (W3C Fetch Metadata §2.3), except to hosts without TLS and where they are years old.
 *
 * @param origins further origins whose pages are ours, such as where a proxy shows this host
 */
export function createOwnPages(origins: readonly string[]): IsOwnPage {
  const listed = new Set(origins)
  return ({ headers }) => {
    const site = headers["sec-fetch-site"]
    const { origin, host } = headers
    if (origin === undefined) {
      return site === undefined || site === "same-origin" || site === "none"
    }
    // The scheme is the browser's to compare: a proxy may have ended TLS.
    const isThisHost = URL.canParse(origin) && new URL(origin).host === host?.toLowerCase()
    return listed.has(origin) || (isThisHost && (site === undefined || site === "same-origin"))
  }
}
