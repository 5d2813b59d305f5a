import { domainToASCII } from "node:url"

/** Octets of an address by RFC 5321 §4.5.3.1.3, less its angle brackets; of a local part, §4.5.3.1.1. */
const longestAddress = 254
const longestLocalPart = 64

/** Spaces to trim may surround an address; more than this is no address with spaces. */
const longestInput = 512

/** RFC 5322's dot-atom, in lower case. Quoted local parts are legal, and nobody's. */
const localPart = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/

const label = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"

/** Two labels or more; a last one with a letter first, which no IP address has. */
const domainName = new RegExp(`^(?:${label}\\.)+(?=[a-z])${label}$`)

/**
 * The one form under which an address is stored, looked up and written to: trimmed, NFKC,
 * lower case, the domain in ASCII (Punycode where it is international). Undefined where it
 * is no address: control or invisible characters, a display name, comments, quotes, a
 * local part beyond ASCII (which looks like another's and few servers deliver to), or
 * longer than 254 characters.
 */
export function normalizeEmail(input: string): string | undefined {
  // Before anything is trimmed or folded away: a line break here ends up in a mail's head.
  if (input.length > longestInput || /\p{C}/u.test(input)) {
    return undefined
  }
  const [local = "", domain = "", ...more] = input.normalize("NFKC").trim().toLowerCase().split("@")
  // `domainToASCII` undoes %-escapes and cuts at slashes; what has them is no domain.
  if (more.length > 0 || !/^[\p{L}\p{M}\p{N}.-]+$/u.test(domain)) {
    return undefined
  }
  const host = domainToASCII(domain)
  const address = `${local}@${host}`
  return address.length <= longestAddress &&
    local.length <= longestLocalPart &&
    localPart.test(local) &&
    host.length <= longestAddress - 2 &&
    domainName.test(host)
    ? address
    : undefined
}
