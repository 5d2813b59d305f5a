import fc from "fast-check"
import { maskBody, maskForm, maskText } from "../rules/mask"

const word = fc.stringMatching(/^[A-Za-z0-9]{8,24}$/)

const secret = fc.oneof(
  fc.tuple(fc.constantFrom("sk_live_", "sk_test_", "rk_live_", "whsec_"), word),
  fc.tuple(fc.constant("pi_3abc_secret_"), word)
)

it("no secret is left in an answer, wherever it stands and wherever the answer is cut", () => {
  fc.assert(
    fc.property(secret, fc.jsonValue(), fc.nat(), ([prefix, rest], around, cut) => {
      const body = JSON.stringify({ id: "pi_3abc", around, message: `x ${prefix}${rest} y` })
      expect(maskBody(body)).not.toContain(rest)
      expect(maskBody(body.slice(0, body.length - (cut % 3)))).not.toContain(rest)
      expect(maskText(`${prefix}${rest}`)).not.toContain(rest)
    })
  )
})

it("who pays is not kept, in a whole answer and in half of one", () => {
  const body = JSON.stringify(
    {
      client_secret: "pi_1_secret_abcdef",
      latest_charge: {
        billing_details: { email: "ana@example.com", name: "Ana", phone: "+258841234567" },
        receipt_url: "https://pay.stripe.com/receipts/abc",
      },
      amount: 1000,
    },
    undefined,
    2
  )
  for (const text of [maskBody(body), maskBody(body.slice(0, -20))]) {
    expect(text).not.toMatch(/abcdef|ana@|Ana|2588|receipts/)
  }
  expect(maskBody(body)).toContain('"amount":1000')
})

it("an answer is cut at 4,000 characters, after its secrets are gone", () => {
  const body = JSON.stringify({ padding: "x".repeat(3_970), client_secret: "pi_1_secret_abcdef" })
  expect(maskBody(body)).toHaveLength(4_000)
  expect(maskBody(body)).not.toContain("_secret_")
})

it("a form keeps what was asked for", () => {
  const form = new URLSearchParams({
    amount: "1000",
    "metadata[reference]": "A1",
    receipt_email: "ana@example.com",
    "card[number]": "4242424242424242",
  })
  expect(maskForm(form)).toEqual({
    amount: "1000",
    "metadata[reference]": "A1",
    receipt_email: "•••",
    "card[number]": "•••",
  })
})
