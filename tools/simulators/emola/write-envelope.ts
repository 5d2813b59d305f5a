/** What the business service says. */
export type Business = {
  wscode: string
  requestId: string
  errorCode: string
  /** Of a query: 01 paid, 00 failed; left out where null. */
  orgResponseCode: string | null
}

export type Spelling = {
  originalAs?: "escaped" | "cdata" | undefined
  requestIdAs?: "reqeustId" | "requestId" | undefined
}

const soap = "http://schemas.xmlsoap.org/soap/envelope/"
const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")

const envelope = (content: string) =>
  `<?xml version="1.0" encoding="UTF-8"?><S:Envelope xmlns:S="${soap}"><S:Body>${content}</S:Body></S:Envelope>`

const result = (content: string) =>
  envelope(
    `<ns2:gwOperationResponse xmlns:ns2="http://webservice.bccsgw.viettel.com/"><Result>${content}</Result></ns2:gwOperationResponse>`
  )

/** The gateway did not pass the question on. */
export const gatewayErrorXml = (error: string) =>
  result(`<error>${error}</error><description>Refused: ${error}</description>`)

export const faultXml = () =>
  envelope(
    `<S:Fault><faultcode>S:Server</faultcode><faultstring>Internal error</faultstring></S:Fault>`
  )

/** An answer of the business service, within one of the gateway's. */
export function answerXml(
  { wscode, requestId, errorCode, orgResponseCode }: Business,
  { originalAs = "escaped", requestIdAs = "reqeustId" }: Spelling = {}
): string {
  const org =
    orgResponseCode === null
      ? ""
      : `<orgResponseCode>${orgResponseCode}</orgResponseCode><orgResponseMessage>Code ${orgResponseCode}</orgResponseMessage>`
  const inner = envelope(
    `<ns:${wscode}Response xmlns:ns="http://services.wsfw.vas.viettel.com/"><return><errorCode>${errorCode}</errorCode><message>Code ${errorCode}</message><${requestIdAs}>${requestId}</${requestIdAs}>${org}</return></ns:${wscode}Response>`
  )
  const original = originalAs === "cdata" ? `<![CDATA[${inner}]]>` : escaped(inner)
  return result(
    `<error>0</error><description>Success</description><original>${original}</original><gwtransid>${requestId}</gwtransid>`
  )
}
