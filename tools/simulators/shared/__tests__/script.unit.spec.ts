import { createScript } from "../script"

type Operation = "charge" | "payout" | "query"
const subject = (reference: string, phone = "+258841234567") => ({ reference, phone })

const newScript = () =>
  createScript<Operation, string>(["charge", "payout"], (phone) =>
    phone === "+258840000001" ? { charge: [{ reply: "of the phone" }] } : undefined
  )

describe("a script", () => {
  it("plays a list in order, and its last for ever, for each movement anew", () => {
    const script = newScript()
    script.add({ scenario: { charge: [{ reply: "a" }, { reply: "b" }] }, times: 2 })
    const next = (reference: string) => script.next("charge", subject(reference)).reply
    expect(["1", "1", "1", "2", "2"].map(next)).toEqual(["a", "b", "b", "a", "b"])
    expect(next("3")).toBeUndefined()
  })

  it("keeps a movement's scenario for what is asked of it later", () => {
    const script = newScript()
    script.add({ scenario: { query: [{ reply: "q" }] } })
    expect(script.next("charge", subject("1"))).toEqual({})
    expect(script.next("charge", subject("2"))).toEqual({})
    expect(script.next("query", subject("1")).reply).toBe("q")
    expect(script.next("query", subject("2"))).toEqual({})
  })

  it("keeps a scenario for the operation that it is of", () => {
    const script = newScript()
    script.add({ scenario: { payout: [{ reply: "p" }] } })
    expect(script.next("charge", subject("1"))).toEqual({})
    expect(script.next("payout", subject("2")).reply).toBe("p")
  })

  it("puts what is said of an operation before scenarios, and those before phones", () => {
    const script = newScript()
    const next = (reference: string) =>
      script.next("charge", subject(reference, "+258840000001")).reply
    script.add({ operation: "charge", behaviour: { reply: "now" } })
    script.add({ scenario: { charge: [{ reply: "next" }] } })
    expect(["1", "2", "3"].map(next)).toEqual(["now", "next", "of the phone"])
  })

  it("keeps a step for the phone that it names, and forgets all when told", () => {
    const script = newScript()
    script.add({ phone: "+258850000000", scenario: { charge: [{ reply: "his" }] } })
    expect(script.next("charge", subject("1"))).toEqual({})
    expect(script.next("charge", subject("2", "+258850000000")).reply).toBe("his")
    script.add({ operation: "charge", behaviour: { reply: "late" } })
    script.clear()
    expect(script.next("charge", subject("3"))).toEqual({})
  })
})
