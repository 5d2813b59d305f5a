import { requestIdFrom } from "../request-id"

it("keeps a fit id of the caller", () => {
  expect(requestIdFrom("abc_DEF-1")).toBe("abc_DEF-1")
})

it.each([undefined, "", "a b", "a".repeat(65), ["a", "b"]])("makes its own for %p", (incoming) => {
  expect(requestIdFrom(incoming)).toMatch(/^[A-Za-z0-9_-]{16}$/)
})

it("makes ids that differ and are of one length", () => {
  const ids = Array.from({ length: 3_000 }, () => requestIdFrom(undefined))
  expect(new Set(ids).size).toBe(3_000)
  expect(new Set(ids.map((id) => id.length))).toEqual(new Set([16]))
})
