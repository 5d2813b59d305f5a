import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs"
import os from "node:os"
import path from "node:path"
import { jwtSecretOf } from "../kept-secret"

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), "txova-secret-"))
})
afterEach(() => {
  rmSync(dataDir, { recursive: true })
})

const secret = (more: object = {}) =>
  jwtSecretOf({ NODE_ENV: "development", DATA_DIR: dataDir, JWT_SECRET: undefined, ...more })

describe("what signs where JWT_SECRET is not set", () => {
  it("is random, long, and the same from then on", () => {
    const first = secret()
    expect(first).toMatch(/^[\w-]{43}$/)
    expect(secret()).toBe(first)
    const other = path.join(dataDir, "of", "another")
    expect(secret({ DATA_DIR: other })).not.toBe(first)
  })

  it("is a file for its owner alone, and leaves no draft", () => {
    secret()
    secret()
    expect(readdirSync(dataDir)).toEqual(["jwt-secret"])
    expect(statSync(path.join(dataDir, "jwt-secret")).mode & 0o777).toBe(0o600)
  })

  it("is not made up for in silence where the file is empty", () => {
    writeFileSync(path.join(dataDir, "jwt-secret"), "")
    expect(() => secret()).toThrow(/holds no secret/)
  })

  it("is nobody's in production, and is not written down", () => {
    expect(secret({ NODE_ENV: "production" })).toMatch(/^[\w-]{43}$/)
    expect(readdirSync(dataDir)).toEqual([])
  })
})

it("JWT_SECRET is what signs where it is set", () => {
  expect(secret({ JWT_SECRET: "a-secret-of-enough-characters" })).toBe(
    "a-secret-of-enough-characters"
  )
  expect(readdirSync(dataDir)).toEqual([])
})
