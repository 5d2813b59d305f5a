import fc from "fast-check"
import { acknowledge, readCallback } from "../callback"
import { parseAnswer } from "../rules/answer"

describe("an answer's body", () => {
  it("gives its fields, and null for what it says is none", () => {
    const body = JSON.stringify({
      output_ResponseCode: " ins-0 ",
      output_ConversationID: "AG_20180206_00005e7dccc6da08efa8",
      output_TransactionID: "N/A",
      output_ThirdPartyReference: "REF1",
      output_ResponseTransactionStatus: "Completed",
    })
    expect(parseAnswer(`\uFEFF${body}`)).toEqual({
      code: "INS-0",
      conversationId: "AG_20180206_00005e7dccc6da08efa8",
      receipt: null,
      reference: "REF1",
      status: "completed",
      name: null,
    })
  })

  it.each(["", "<html></html>", "[]", "null", `"INS-0"`, `{"a":`])("is none in %j", (body) => {
    expect(parseAnswer(body)).toBeUndefined()
  })

  it.each(["", " ", "N/A", "n/a", "null", "0", "a b", "x".repeat(101), null, {}, true])(
    "has no receipt where it says %j",
    (receipt) => {
      expect(parseAnswer(JSON.stringify({ output_TransactionID: receipt }))?.receipt).toBeNull()
    }
  )

  it("gives a customer's name in either shape", () => {
    expect(parseAnswer(`{"output_CustomerName":"Jo*n Sm**h"}`)?.name).toBe("Jo*n Sm**h")
    expect(parseAnswer(`{"output_FirstName":"Jo*n","output_SecondName":"Sm**h"}`)?.name).toBe(
      "Jo*n Sm**h"
    )
  })

  it("of any text is read without an error", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        parseAnswer(text)
        readCallback(text)
      })
    )
  })
})

describe("a callback", () => {
  const ids = { input_OriginalConversationID: "c0ffee", input_TransactionID: "8A2B4C6D8E0" }

  it.each(["input_ThirdPartyReference", "input_ThirdPartyConversationID", "ThirdPartyReference"])(
    "spells the reference %s",
    (spelling) => {
      for (const result of ["0", "INS-0", 0]) {
        expect(
          readCallback(JSON.stringify({ ...ids, [spelling]: "REF1", input_ResultCode: result }))
        ).toEqual({ reference: "REF1", conversationId: "c0ffee", receipt: "8A2B4C6D8E0" })
      }
    }
  )

  it("has no receipt where it does not say that money moved", () => {
    expect(readCallback(JSON.stringify({ ...ids, input_ResultCode: "INS-9" }))).toEqual({
      reference: null,
      conversationId: "c0ffee",
      receipt: null,
    })
    expect(readCallback(JSON.stringify({ ...ids, input_ResultCode: "10" }))?.receipt).toBeNull()
  })

  it.each([
    ["no JSON", "input_ThirdPartyReference=REF1"],
    ["without an id", `{"input_ResultCode":"0"}`],
    ["with a NUL in its only id", JSON.stringify({ input_ThirdPartyReference: "A\0B" })],
    ["too long", JSON.stringify({ ...ids, filler: "x".repeat(20_000) })],
    ["a list", "[]"],
  ])("%s is none", (_, body) => {
    expect(readCallback(body)).toBeUndefined()
  })

  it("is acknowledged with what it said", () => {
    const answer = acknowledge({ reference: "REF1", conversationId: "c0ffee", receipt: null })
    expect(answer.contentType).toBe("application/json")
    expect(JSON.parse(answer.body)).toEqual({
      output_OriginalConversationID: "c0ffee",
      output_ResponseCode: "0",
      output_ResponseDesc: expect.any(String),
      output_ThirdPartyConversationID: "REF1",
    })
    expect(JSON.parse(acknowledge(undefined).body)).toMatchObject({ output_ResponseCode: "0" })
  })
})
