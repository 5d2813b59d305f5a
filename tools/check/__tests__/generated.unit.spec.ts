import { envSchema } from "../../../src/lib/env"
import { errorTable } from "../../../src/lib/error-table"
import { envExample } from "../env-example"
import { errorsDoc } from "../errors-doc"
import { isCurrent } from "../generated-file"
import { requiredInProduction } from "../required-variables"

describe("generated files", () => {
  it(".env.example is what src/lib/env.ts gives", () => {
    expect(isCurrent(".env.example", envExample())).toBe(true)
  })

  it("docs/errors.md is what the error tables give", () => {
    expect(isCurrent("docs/errors.md", errorsDoc())).toBe(true)
  })

  it(".env.example names every variable, commented out", () => {
    const named = [...envExample().matchAll(/^#([A-Z0-9_]+)=/gm)].map((match) => match[1])
    expect(named).toEqual(Object.keys(envSchema.shape))
  })

  it("docs/errors.md names every code with its status", () => {
    const text = errorsDoc()
    for (const [code, { status }] of Object.entries(errorTable)) {
      expect(text).toContain(`| \`${code}\` | ${status} |`)
    }
  })

  it("the variables production needs are those it refuses to start without", () => {
    expect([...requiredInProduction()]).toEqual(
      expect.arrayContaining(["DATABASE_URL", "MONGO_URI", "JWT_SECRET", "COOKIE_SECRET"])
    )
    expect(requiredInProduction()).not.toContain("REDIS_URL")
  })
})
