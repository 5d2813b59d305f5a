import fc from "fast-check"
import Stripe from "stripe"
import { Params, parseForm } from "../params"
import { signWebhook } from "../signature"

it("reads what the library writes", () => {
  const form = parseForm(
    "amount=1000&metadata[a][b]=1&metadata[reference]=A1&expand[0]=x&expand[1]=y&list[]=1&list[]=2"
  )
  const params = new Params(form)
  expect(params.integer("amount")).toBe(1000)
  expect(params.metadata()).toEqual({ reference: "A1" })
  expect(params.list("expand")).toEqual(["x", "y"])
  expect(params.list("list")).toEqual(["1", "2"])
})

it("keeps metadata whatever it says", () => {
  const key = fc.stringMatching(/^[\w.-]{1,40}$/)
  const value = fc.string({ minLength: 1, maxLength: 200, unit: "grapheme" })
  fc.assert(
    fc.property(fc.dictionary(key, value, { maxKeys: 20 }), (metadata) => {
      const form = new URLSearchParams(
        Object.entries(metadata).map(([name, text]): [string, string] => [
          `metadata[${name}]`,
          text,
        ])
      )
      const kept = new Params(parseForm(form.toString())).metadata()
      expect({ ...kept }).toEqual({ ...metadata })
    })
  )
})

it.each(["__proto__[x]=1", "constructor[prototype][x]=1", "metadata[__proto__][x]=1", "[]=1"])(
  "changes no object by %s",
  (form) => {
    parseForm(form)
    expect(({} as Record<string, unknown>).x).toBeUndefined()
  }
)

it.each(["1.5", "1e3", "NaN", "1 000", "0x10", "99999999999999999999"])(
  "takes no %s for an integer",
  (amount) => {
    expect(() => new Params({ amount }).integer("amount")).toThrow(`Invalid integer: ${amount}`)
  }
)

it("signs as the library does", () => {
  const now = Math.floor(Date.now() / 1000)
  const payload = JSON.stringify({ id: "evt_1", text: "Açaí" })
  const header = signWebhook(payload, "whsec_1", now, "right")
  expect(header).toBe(
    Stripe.webhooks.generateTestHeaderString({ payload, secret: "whsec_1", timestamp: now })
  )
})
