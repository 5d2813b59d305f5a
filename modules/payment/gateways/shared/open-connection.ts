import { connect as connectTcp, isIP, type Socket } from "node:net"
import { connect as connectTls } from "node:tls"

/** Whatever is set for the whole process, such as NODE_TLS_REJECT_UNAUTHORIZED=0. */
const alwaysCheckCertificates = { rejectUnauthorized: true }

/**
 * Begins a connection of its own for one request: one that was kept alive may be dead, and
 * then nobody can tell whether the request arrived.
 *
 * @param ca PEM of the authorities to trust in place of Node's
 * @returns the socket, and the event after which a request may be written to it: with TLS,
 * once the certificate has been checked
 */
export function openConnection(
  url: URL,
  ca: string | undefined
): { socket: Socket; readyEvent: "connect" | "secureConnect" } {
  // Brackets are how a URL writes an IPv6 address.
  const host = url.hostname.replace(/^\[|\]$/g, "")
  if (url.protocol !== "https:") {
    return {
      socket: connectTcp({ host, port: Number(url.port || 80) }),
      readyEvent: "connect",
    }
  }
  const socket = connectTls({
    host,
    port: Number(url.port || 443),
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ...(ca === undefined ? {} : { ca }),
    ...alwaysCheckCertificates,
  })
  return { socket, readyEvent: "secureConnect" }
}
