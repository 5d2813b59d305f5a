import fc from "fast-check"
import { decodeCursor, encodeCursor, InvalidCursorError } from "../rules/cursor"

const raw = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url")

describe("a cursor", () => {
  it("comes back as it was given", () => {
    const price = { key: 1_500, objectId: "ab" }
    expect(decodeCursor("price", encodeCursor("price", price))).toEqual(price)
    const name = { key: "açaí", objectId: "ab" }
    expect(decodeCursor("-name", encodeCursor("-name", name))).toEqual(name)
    const time = { key: "2026-01-01T00:00:00.000Z", objectId: "ab" }
    expect(decodeCursor("createdAt", encodeCursor("createdAt", time))).toEqual(time)
    const rating = { key: 4.37, objectId: "ab" }
    expect(decodeCursor("-rating", encodeCursor("-rating", rating))).toEqual(rating)
    expect(decodeCursor("relevance", encodeCursor("relevance", { offset: 40 }))).toEqual({
      offset: 40,
    })
  })

  it("is of no use for another sort", () => {
    const cursor = encodeCursor("price", { key: 1, objectId: "ab" })
    expect(() => decodeCursor("-price", cursor)).toThrow(InvalidCursorError)
  })

  it.each([
    ["no base64url", "%%%"],
    ["no JSON", "AAAA"],
    ["nothing", ""],
    ["too long", "A".repeat(1_001)],
    ["no list", raw({ sort: "price" })],
    ["a key of another type", raw(["price", "x", "ab"])],
    ["a fraction of a cent", raw(["price", 1.5, "ab"])],
    ["an id that is no text", raw(["price", 1, 2])],
    ["a NUL in its id", raw(["price", 1, "a\0b"])],
    ["a negative offset", raw(["price", -1])],
    ["too many parts", raw(["price", 1, "ab", "c"])],
  ])("that is %s is refused", (_, cursor) => {
    expect(() => decodeCursor("price", cursor)).toThrow(InvalidCursorError)
  })

  it("that is no time is refused where the sort is by time", () => {
    for (const key of ["x", 5, "2026-13-01T00:00:00.000Z", "2026-01-01"]) {
      expect(() => decodeCursor("createdAt", raw(["createdAt", key, "ab"]))).toThrow(
        InvalidCursorError
      )
    }
  })

  it("of any text gives a place or the one error", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          decodeCursor("name", Buffer.from(text).toString("base64url"))
        } catch (error) {
          expect(error).toBeInstanceOf(InvalidCursorError)
        }
      })
    )
  })
})
