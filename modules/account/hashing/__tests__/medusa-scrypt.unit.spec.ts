import { isMedusaScrypt, verifyMedusaScrypt } from "../medusa-scrypt"

const password = "Machamba-do-Incomati-84"
/** Both made by the package scrypt-kdf, the first at the cost Medusa's emailpass has. */
const medusas =
  "c2NyeXB0AA8AAAAIAAAAAcJ/aFDOg3+5JwnBlFdUOFW4pN1LNn57hZrPJ/QjTXGn4zk2WcW+4fZki7RXedWUt/aSAO8lEW0YpM3DvUJsTwM13JRZm/PfT2b/z7sePM2C"
const cheap =
  "c2NyeXB0AAoAAAAIAAAAARDyf/41NFK+4dPulTydkNBOjrlfY+UwnUUsB6ozDFLgmEUp2/wuyJydI4EZvSYsbH26ATr5BiK6xfdn7XraSFmmg0cs3LK9io2/aQphzxgU"
const bcrypt = "$2b$12$98tFJsGGtKPZ.mP8ntdv7OAX5tO6I7RnO5IcaTu3uuhyFRixjJnxO"

/** The key with one bit changed, its checksum left as it was. */
function damaged(key: string, at: number): string {
  const bytes = Buffer.from(key, "base64")
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at)
  return bytes.toString("base64")
}

describe("a hash of Medusa's own provider", () => {
  it.each([medusas, cheap])("is known, and is its password's alone", async (key) => {
    expect(isMedusaScrypt(key)).toBe(true)
    expect(await verifyMedusaScrypt(password, key)).toBe(true)
    expect(await verifyMedusaScrypt(`${password} `, key)).toBe(false)
    expect(await verifyMedusaScrypt("", key)).toBe(false)
  })

  it.each([0, 7, 11, 20, 50])("is none with a bit of its head changed, at %i", async (at) => {
    expect(isMedusaScrypt(damaged(cheap, at))).toBe(false)
    expect(await verifyMedusaScrypt(password, damaged(cheap, at))).toBe(false)
  })

  it("is nobody's with a bit of its HMAC changed", async () => {
    expect(await verifyMedusaScrypt(password, damaged(cheap, 95))).toBe(false)
  })

  it.each(["", "scrypt", bcrypt])("is not %j", async (text) => {
    expect(isMedusaScrypt(text)).toBe(false)
    expect(await verifyMedusaScrypt(password, text)).toBe(false)
  })
})
