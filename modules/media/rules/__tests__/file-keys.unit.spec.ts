import fc from "fast-check"
import { isFileKey, newFileKey } from "../file-keys"

it("keeps a plain folder and extension, never the name", () => {
  expect(newFileKey("avatars/large.webp", "r4nd0m")).toBe("avatars/r4nd0m.webp")
  expect(newFileKey("Férias na praia.JPG", "r4nd0m")).toBe("r4nd0m.jpg")
  expect(newFileKey("README", "r4nd0m")).toBe("r4nd0m")
})

it("makes of any name a key that stays in its folder", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.webPath()), (name) => {
      const key = newFileKey(name, "r4nd0m")
      expect(key).toContain("r4nd0m")
      expect(isFileKey(key)).toBe(true)
    })
  )
})

it.each(["../secret", "a/../../b", "/etc/passwd", "a//b", ".env", "a\\b.png", "a.tar.gz", ""])(
  "is no key: %j",
  (text) => {
    expect(isFileKey(text)).toBe(false)
  }
)
