import { randomBytes } from "node:crypto"
import { assertServing, EnvError, readEnv } from "../env"

const production = {
  NODE_ENV: "production",
  DATABASE_URL: "postgres://localhost/txova",
  MONGO_URI: "mongodb://localhost/txova",
  JWT_SECRET: "a-secret-of-quite-enough-characters",
  COOKIE_SECRET: "a-secret-of-quite-enough-characters",
  STOREFRONT_URL: "https://shop.example",
  BACKEND_URL: "https://api.example",
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

describe("in production", () => {
  it.each(["JWT_SECRET", "COOKIE_SECRET", "STOREFRONT_URL", "BACKEND_URL"])(
    "%s is required, and in production alone",
    (name) => {
      const without = { ...production, [name]: "" }
      expect(() => assertServing(readEnv(without))).toThrow(`${name} is not set`)
      expect(() => assertServing(readEnv({ ...without, NODE_ENV: "development" }))).not.toThrow()
    }
  )

  it.each(["JWT_SECRET", "COOKIE_SECRET"])("%s has 32 characters, and is not repeated", (name) => {
    const short = { ...production, [name]: "a-secret-too-short-for-them-all" }
    expect(() => assertServing(readEnv(short))).toThrow(`${name} is shorter than 32 characters`)
    expect(() => assertServing(readEnv(short))).not.toThrow(/a-secret/)
    expect(() => assertServing(readEnv({ ...short, NODE_ENV: "development" }))).not.toThrow()
  })
})

it("the storefront is on this machine until it is said where, outside production", () => {
  expect(readEnv({}).STOREFRONT_URL).toBe("http://localhost:3000")
  expect(readEnv({ STOREFRONT_URL: "https://shop.example" }).STOREFRONT_URL).toBe(
    "https://shop.example"
  )
})
