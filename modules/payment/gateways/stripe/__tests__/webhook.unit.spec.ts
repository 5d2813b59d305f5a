import Stripe from "stripe"
import { verifyWebhook } from "../webhook"

const secret = "whsec_right"

const event = (object: object) =>
  JSON.stringify({
    id: "evt_1",
    object: "event",
    type: "payment_intent.succeeded",
    created: 1_700_000_000,
    livemode: false,
    data: { object },
  })

const paid = event({
  id: "pi_1",
  object: "payment_intent",
  client_secret: "pi_1_secret_abc",
  metadata: { reference: "A1" },
})

const sign = (payload: string, secondsAgo = 0, key = secret) =>
  Stripe.webhooks.generateTestHeaderString({
    payload,
    secret: key,
    timestamp: Math.floor(Date.now() / 1000) - secondsAgo,
  })

it("gives a signed event, fit to be stored", () => {
  const read = verifyWebhook(secret, Buffer.from(paid), sign(paid))
  expect(read).toEqual({
    id: "evt_1",
    type: "payment_intent.succeeded",
    createdAt: new Date(1_700_000_000_000),
    live: false,
    intentId: "pi_1",
    refundId: null,
    reference: "A1",
    body: expect.not.stringContaining("secret_abc"),
  })
})

it.each([
  [{ id: "re_1", object: "refund", payment_intent: "pi_1", metadata: { reference: "R1" } }, "R1"],
  [{ id: "ch_1", object: "charge", payment_intent: { id: "pi_1" }, metadata: {} }, null],
])("finds the intent that %j is about", (object, reference) => {
  const body = event(object)
  expect(verifyWebhook(secret, body, sign(body))).toMatchObject({
    intentId: "pi_1",
    refundId: object.object === "refund" ? "re_1" : null,
    reference,
  })
})

it("takes a signature of four minutes ago", () => {
  expect(verifyWebhook(secret, paid, sign(paid, 240))).toBeDefined()
})

it("takes one of two signatures, as while a secret is being changed", () => {
  const [time, right] = sign(paid).split(",")
  expect(verifyWebhook(secret, paid, `${time},v1=${"0".repeat(64)},${right}`)).toBeDefined()
})

describe("believes nothing", () => {
  const bytesChanged = paid.replace("pi_1", "pi_2")
  it.each<[string, string | undefined, string, string | string[] | undefined]>([
    ["signed with another secret", secret, paid, sign(paid, 0, "whsec_wrong")],
    ["signed six minutes ago", secret, paid, sign(paid, 360)],
    ["of which a byte was changed", secret, bytesChanged, sign(paid)],
    ["without a signature", secret, paid, undefined],
    ["with an empty signature", secret, paid, ""],
    ["with a signature that is none", secret, paid, "t=1,v1"],
    ["with several headers", secret, paid, [sign(paid)]],
    ["without a secret", undefined, paid, sign(paid, 0, "")],
    ["with an empty secret", "", paid, sign(paid, 0, "")],
    ["empty", secret, "", sign("")],
    ["that is no JSON", secret, "<html>", sign("<html>")],
    ["that is no event", secret, "{}", sign("{}")],
    ["that is null", secret, "null", sign("null")],
  ])("%s", (_what, key, body, header) => {
    expect(verifyWebhook(key, body, header)).toBeUndefined()
  })
})
