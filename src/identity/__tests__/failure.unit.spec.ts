import { failureOf } from "../failure"

describe("what is logged of a failure", () => {
  it("names nobody", () => {
    const error = Object.assign(
      new Error('no <amelia@example.com> at 10.0.0.1, nor "+258 84 123 4567"'),
      { code: "23505", detail: "Key (email)=(amelia@example.com) already exists." }
    )
    const failure = failureOf(error)
    expect(JSON.stringify(failure)).not.toMatch(/amelia|84 123/)
    expect(failure).toMatchObject({ name: "Error", code: "23505" })
    expect(failure.message).toBe('no <…> at 10.0.0.1, nor "…"')
  })

  it("says where it happened", () => {
    expect(failureOf(new Error("x")).stack).toMatch(/failure\.unit\.spec/)
  })

  it.each([undefined, null, "text", { message: 1 }])("takes %j as it comes", (thrown) => {
    expect(failureOf(thrown).name).toBe("Error")
  })
})
