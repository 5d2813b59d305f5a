import { linksFlag } from "../migrate"

describe("link tables", () => {
  it("are dropped with their links in development and tests, in production by nobody", () => {
    expect(linksFlag({ NODE_ENV: "development" })).toBe("--execute-all-links")
    expect(linksFlag({ NODE_ENV: "test" })).toBe("--execute-all-links")
    expect(linksFlag({})).toBe("--execute-all-links")
    expect(linksFlag({ NODE_ENV: "production" })).toBe("--execute-safe-links")
  })
})
