import fc from "fast-check"
import { XMLParser } from "fast-xml-parser"
import { acknowledge, readCallback } from "../callback"
import { decodeAnswer } from "../decode"
import { buildEnvelope } from "../envelope"
import { readXml, textOf } from "../read-xml"

const escape = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")

const envelope = (content: string) =>
  `<?xml version="1.0"?><S:Envelope xmlns:S="x"><S:Body>${content}</S:Body></S:Envelope>`
const outer = (result: string) =>
  envelope(`<n:gwOperationResponse xmlns:n="y"><Result>${result}</Result></n:gwOperationResponse>`)
const inner = (fields: string, operation = "pushUssdMessage") =>
  envelope(
    `<ns2:${operation}Response xmlns:ns2="z"><return>${fields}</return></ns2:${operation}Response>`
  )
const fields = "<errorCode>02</errorCode><reqeustId>R1</reqeustId>"

const withTypes = (document: string) => document.replace("?>", `?><!DOCTYPE a [<!ENTITY b "0">]>`)

describe("an envelope", () => {
  const read = (text: string): unknown =>
    new XMLParser({
      ignoreAttributes: false,
      parseTagValue: false,
      parseAttributeValue: false,
      trimValues: false,
    }).parse(text)

  it("carries any value as it is", () => {
    const value = fc.string({ unit: fc.constantFrom(...Array.from("ab0 &<>\"'é€/]")) })
    fc.assert(
      fc.property(value, value, (password, smsContent) => {
        const text = buildEnvelope({
          username: "user",
          password: `<${password}`,
          operation: "pushUssdMessage",
          params: { partnerCode: "007", smsContent },
          rawData: "?",
        })
        expect(read(text)).toMatchObject({
          "soapenv:Envelope": {
            "soapenv:Body": {
              "web:gwOperation": {
                Input: {
                  username: "user",
                  password: `<${password}`,
                  wscode: "pushUssdMessage",
                  param: [
                    { "@_name": "partnerCode", "@_value": "007" },
                    { "@_name": "smsContent", "@_value": smsContent },
                  ],
                  rawData: "?",
                },
              },
            },
          },
        })
      })
    )
  })

  it("leaves out what XML cannot write", () => {
    const input = { username: "a\0b\u0001", password: "\uD800", rawData: "", params: {} }
    const text = buildEnvelope({ ...input, operation: "pushUssdQueryTrans" })
    expect(text).toContain("<username>ab</username><password></password>")
  })
})

describe("an answer", () => {
  const spellings: [string, string][] = [
    ["escaped", escape(inner(fields))],
    ["CDATA", `<![CDATA[${inner(fields)}]]>`],
    [
      "two CDATA sections",
      `<![CDATA[${inner(fields).slice(0, 40)}]]><![CDATA[${inner(fields).slice(40)}]]>`,
    ],
    ["numeric entities", inner(fields).replaceAll("<", "&#60;").replaceAll(">", "&#x3e;")],
  ]

  it.each(spellings)("is decoded twice, its inner message in %s", (_, original) => {
    const body = outer(
      `<error>0</error><original>\n${original}\n</original><gwtransid>G</gwtransid>`
    )
    expect(decodeAnswer(body)).toEqual({
      error: "0",
      errorCode: "02",
      requestId: "R1",
      orgResponseCode: null,
    })
  })

  it("keeps values as texts, and takes the right spelling too", () => {
    const org =
      "<errorCode>00</errorCode><requestId>0012</requestId><orgResponseCode>01</orgResponseCode>"
    const body = outer(`<error>0</error><original>${escape(inner(org))}</original>`)
    expect(decodeAnswer(body)).toEqual({
      error: "0",
      errorCode: "00",
      requestId: "0012",
      orgResponseCode: "01",
    })
  })

  it.each([
    ["no original", ""],
    ["an empty original", "<original/>"],
    ["an inner message cut off", `<original>${escape(inner(fields).slice(0, -20))}</original>`],
    ["an inner page", `<original>${escape("<html>502</html>")}</original>`],
    ["two inner answers", `<original>${escape(envelope("<aResponse/><bResponse/>"))}</original>`],
    ["elements in place of text", `<original>${inner(fields).replace(/^<\?.*\?>/, "")}</original>`],
    [
      "an inner DTD",
      `<original>${escape(withTypes(inner("<errorCode>0</errorCode>")))}</original>`,
    ],
  ])("with %s has no code of the service", (_, original) => {
    expect(decodeAnswer(outer(`<error>0</error>${original}`))).toMatchObject({
      error: "0",
      errorCode: null,
    })
  })

  it.each([
    ["a SOAP fault", envelope("<S:Fault><faultstring>no</faultstring></S:Fault>")],
    ["cut off", outer("<error>0</error>").slice(0, -10)],
    ["cut off between two elements", outer("<error>0</error>").split("</Result>")[0] ?? ""],
    ["a page", "<html><body>502</body></html>"],
    ["no XML", `{"error":"0"}`],
    ["empty", ""],
    ["one with a DTD", withTypes(outer("<error>0</error>"))],
    [
      "one with two results",
      envelope(
        "<gwOperationResponse><Result><error>0</error></Result><Result/></gwOperationResponse>"
      ),
    ],
  ])("that is %s is none", (_, body) => {
    expect(decodeAnswer(body)).toBeUndefined()
  })

  it("of any text is read without an error", () => {
    const pieces = fc.constantFrom(
      "<a>",
      "</a>",
      "<![CDATA[",
      "]]>",
      "&lt;",
      "&#9999999;",
      "<",
      "__proto__",
      "x"
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string())), (parts) => {
        decodeAnswer(parts.join(""))
        readCallback(parts.join(""), "text/xml")
      })
    )
    const deep = `${"<a>".repeat(3_000)}${"</a>".repeat(3_000)}`
    expect(decodeAnswer(deep)).toBeUndefined()
    expect(readCallback(`<transId>${deep.slice(0, 16_000)}`, "text/xml")).toBeUndefined()
  })

  it("does not decode twice what was escaped twice", () => {
    expect(textOf(readXml("<a>&amp;lt;&#0;&#x110000;</a>"))).toBeNull()
    const node = readXml("<a>&amp;lt;b</a>")
    expect(node).toEqual({ a: "&amp;lt;b" })
    expect(textOf((node as { a: string }).a)).toBe("&lt;b")
  })
})

describe("a callback", () => {
  const expected = { reference: "TX1", conversationId: "R1", receipt: null }

  it.each([
    ["JSON", `{"reqeustId":"R1","transId":"TX1","refNo":"A","errorCode":"0"}`, "application/json"],
    ["JSON rightly spelled", `{"requestId":"R1","transId":"TX1"}`, "text/plain"],
    ["a form", "reqeustId=R1&transId=TX1&errorCode=0", "application/x-www-form-urlencoded"],
    [
      "XML",
      "<?xml version='1.0'?><a:cb xmlns:a='b'><transId>TX1</transId><reqeustId>R1</reqeustId></a:cb>",
      "text/xml",
    ],
  ])("is read as %s", (_, body, contentType) => {
    expect(readCallback(body, contentType)).toEqual(expected)
  })

  it.each([
    "",
    "[]",
    "{",
    "<a/>",
    "hello",
    `{"errorCode":"0"}`,
    `{"transId":"a b"}`,
    `{"transId":""}`,
  ])("is none in %j", (body) => {
    expect(readCallback(body, "application/json")).toBeUndefined()
  })

  it("is acknowledged whatever it was", () => {
    expect(JSON.parse(acknowledge().body)).toMatchObject({ ResponseCode: "0" })
  })
})
