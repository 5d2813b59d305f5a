/** A mail taken apart: headers by lower-case name, and the decoded bodies by content type. */
export type ParsedMail = { headers: Map<string, string>; parts: Map<string, string> }

function split(source: string): { headers: Map<string, string>; body: string } {
  const [head = "", ...rest] = source.split("\r\n\r\n")
  const lines = head.replace(/\r\n[ \t]+/g, " ").split("\r\n")
  const headers = new Map(
    lines.map((line): [string, string] => {
      const [, name, value] = /^([!-9;-~]+): ?(.*)$/.exec(line) ?? []
      if (name === undefined || value === undefined) {
        throw new Error(`No header: ${line}`)
      }
      return [name.toLowerCase(), value]
    })
  )
  return { headers, body: rest.join("\r\n\r\n") }
}

function decodeBody(body: string, encoding: string | undefined): string {
  if (encoding !== "quoted-printable") {
    return body
  }
  const bytes = body
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return Buffer.from(bytes, "latin1").toString("utf8")
}

/** A header with its encoded words (RFC 2047, "Q" and "B") decoded. */
export function decodeHeader(value: string): string {
  return value
    .replace(/\?=\s+=\?/g, "?==?")
    .replace(/=\?utf-8\?([qb])\?([^?]*)\?=/gi, (_, kind: string, text: string) =>
      kind.toLowerCase() === "b"
        ? Buffer.from(text, "base64").toString("utf8")
        : decodeBody(text.replaceAll("_", " "), "quoted-printable")
    )
}

/** Takes a multipart/alternative mail apart. */
export function parseMail(source: string): ParsedMail {
  const { headers, body } = split(source)
  const boundary = /boundary="([^"]+)"/.exec(headers.get("content-type") ?? "")?.[1]
  if (boundary === undefined) {
    throw new Error("No boundary")
  }
  const sections = body.split(`--${boundary}`).slice(1, -1)
  return {
    headers,
    parts: new Map(
      sections.map((section): [string, string] => {
        const part = split(section.replace(/^\r\n/, "").replace(/\r\n$/, ""))
        const type = part.headers.get("content-type") ?? ""
        return [type, decodeBody(part.body, part.headers.get("content-transfer-encoding"))]
      })
    ),
  }
}
