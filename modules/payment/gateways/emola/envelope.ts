/** Operations of the gateway, as `wscode` names them: mobile-money.md §2.3. */
export type EmolaOperation = "pushUssdMessage" | "pushUssdQueryTrans" | "pushUssdDisbursementB2C"

export type EnvelopeInput = {
  username: string
  password: string
  operation: EmolaOperation
  params: Readonly<Record<string, string>>
  rawData: string
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
}

/** Characters that XML 1.0 has no way to write. */
const illegal = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu

const escaped = (text: string) =>
  text.replace(illegal, "").replace(/[&<>"']/g, (character) => entities[character] ?? "")

/** The SOAP 1.1 message of an operation: `Input` and what is in it have no namespace (§2.2). */
export function buildEnvelope({
  username,
  password,
  operation,
  params,
  rawData,
}: EnvelopeInput): string {
  const parameters = Object.entries(params).map(
    ([name, value]) => `<param name="${escaped(name)}" value="${escaped(value)}"/>`
  )
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:web="http://webservice.bccsgw.viettel.com/">`,
    `<soapenv:Header/><soapenv:Body><web:gwOperation><Input>`,
    `<username>${escaped(username)}</username>`,
    `<password>${escaped(password)}</password>`,
    `<wscode>${operation}</wscode>`,
    ...parameters,
    `<rawData>${escaped(rawData)}</rawData>`,
    `</Input></web:gwOperation></soapenv:Body></soapenv:Envelope>`,
  ].join("")
}
