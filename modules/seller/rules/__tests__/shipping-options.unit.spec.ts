import fc from "fast-check"
import { planShippingOptions, reconcileShippingOptions } from "../shipping-options"

const all = { pickup: true, local_delivery: true, shipping: true, delivery_fee: 15_050 }

describe("what a seller's delivery settings make", () => {
  it("is an option a method, collecting free of charge", () => {
    expect(planShippingOptions(all).map(({ method, amount }) => [method, Number(amount)])).toEqual([
      ["pickup", 0],
      ["local_delivery", 150.5],
      ["shipping", 150.5],
    ])
  })

  it("follows a changed fee and a method that is switched off", () => {
    const present = [
      { id: "so_1", method: "pickup", amount: 0 },
      { id: "so_2", method: "local_delivery", amount: 99 },
      { id: "so_3", method: "shipping", amount: 99 },
    ]
    const plans = planShippingOptions({ ...all, shipping: false })
    expect(reconcileShippingOptions(plans, present)).toEqual({
      missing: [],
      repriced: [{ id: "so_2", amount: plans[1]?.amount }],
      unwanted: ["so_3"],
    })
  })

  it("makes anew what was left without a price, and keeps one of two", () => {
    const present = [
      { id: "so_1", method: "pickup" },
      { id: "so_2", method: "shipping", amount: 150.5 },
      { id: "so_3", method: "shipping", amount: 150.5 },
    ]
    const changes = reconcileShippingOptions(planShippingOptions(all), present)
    expect(changes.missing.map((plan) => plan.method)).toEqual(["pickup", "local_delivery"])
    expect(changes.unwanted).toEqual(["so_1", "so_3"])
    expect(changes.repriced).toEqual([])
  })

  it("ends with one option a planned method, whatever stood before", () => {
    const option = fc.record({
      method: fc.constantFrom("pickup", "local_delivery", "shipping"),
      amount: fc.option(fc.integer({ min: 0, max: 500 }), { nil: undefined }),
    })
    const settings = fc.record({
      pickup: fc.boolean(),
      local_delivery: fc.boolean(),
      shipping: fc.boolean(),
      delivery_fee: fc.integer({ min: 0, max: 100_000 }),
    })
    fc.assert(
      fc.property(fc.array(option, { maxLength: 8 }), settings, (options, delivery) => {
        const plans = planShippingOptions(delivery)
        const present = options.map(({ method, amount }, index) => ({
          id: String(index),
          method,
          ...(amount === undefined ? {} : { amount }),
        }))
        const { missing, repriced, unwanted } = reconcileShippingOptions(plans, present)
        const after = [
          ...present
            .filter(({ id }) => !unwanted.includes(id))
            .map((entry) => ({
              method: entry.method,
              amount: Number(repriced.find(({ id }) => id === entry.id)?.amount ?? entry.amount),
            })),
          ...missing.map(({ method, amount }) => ({ method, amount: Number(amount) })),
        ]
        const byMethod = (list: { method: string; amount: number }[]) =>
          list.map(({ method, amount }) => `${method} ${amount}`).sort()
        expect(byMethod(after)).toEqual(
          byMethod(plans.map(({ method, amount }) => ({ method, amount: Number(amount) })))
        )
      })
    )
  })
})
