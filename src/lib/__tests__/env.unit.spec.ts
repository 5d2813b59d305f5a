import { randomBytes } from "node:crypto"
import { assertServing, EnvError, readEnv } from "../env"

const production = {
  NODE_ENV: "production",
  DATABASE_URL: "postgres://localhost/txova",
  MONGO_URI: "mongodb://localhost/txova",
  JWT_SECRET: "a-secret-of-enough-characters",
  COOKIE_SECRET: "a-secret-of-enough-characters",
  ENCRYPTION_KEYS: `2026:${randomBytes(32).toString("base64")}`,
}

describe("ENCRYPTION_KEYS", () => {
  it("is required in production, and in production alone", () => {
    expect(() => assertServing(readEnv(production))).not.toThrow()
    const without = { ...production, ENCRYPTION_KEYS: "" }
    expect(() => assertServing(readEnv(without))).toThrow(/ENCRYPTION_KEYS is not set/)
    expect(() => assertServing(readEnv({ ...without, NODE_ENV: "development" }))).not.toThrow()
  })

  it("is refused at the start where it is malformed, and not repeated", () => {
    const key = randomBytes(31).toString("base64")
    let message = ""
    try {
      readEnv({ ...production, ENCRYPTION_KEYS: `2026:${key}` })
    } catch (error) {
      expect(error).toBeInstanceOf(EnvError)
      message = String(error)
    }
    expect(message).toMatch(/ENCRYPTION_KEYS: key 1 of the ring has 31 bytes instead of 32/)
    expect(message).not.toContain(key.slice(0, 10))
  })
})
