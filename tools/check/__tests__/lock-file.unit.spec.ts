import { completedLock, missingPlatforms } from "../lock-file"

const build = { version: "1.0.0", optional: true }

describe("a lock written where a registry lacks builds for other platforms", () => {
  it("gets an entry for each of them", () => {
    const missing = missingPlatforms({
      "": {},
      "node_modules/swift": {
        dev: true,
        optionalDependencies: {
          "@swift/core-linux-x64-gnu": "1.0.0",
          "@swift/core-linux-arm-musleabihf": "1.0.0",
          "@swift/core-darwin-arm64": "1.0.0",
        },
      },
      "node_modules/@swift/core-linux-x64-gnu": build,
    })
    expect(missing).toEqual({
      "node_modules/@swift/core-linux-arm-musleabihf": {
        ...build,
        dev: true,
        cpu: ["arm"],
        libc: ["musl"],
        os: ["linux"],
      },
      "node_modules/@swift/core-darwin-arm64": {
        ...build,
        dev: true,
        cpu: ["arm64"],
        os: ["darwin"],
      },
    })
  })

  it("is left alone where they are locked beside the package or above it", () => {
    const optionalDependencies = { "@swift/core-darwin-arm64": "1.0.0" }
    expect(
      missingPlatforms({
        "node_modules/a/node_modules/swift": { optionalDependencies },
        "node_modules/a/node_modules/@swift/core-darwin-arm64": build,
      })
    ).toEqual({})
    expect(
      missingPlatforms({
        "node_modules/a/node_modules/swift": { optionalDependencies },
        "node_modules/@swift/core-darwin-arm64": build,
      })
    ).toEqual({})
  })

  it("keeps optional dependencies that are no builds as they are", () => {
    expect(
      missingPlatforms({ "node_modules/a": { optionalDependencies: { "pg-native": "3.0.0" } } })
    ).toEqual({})
  })

  it("keeps npm's order, and is the same when completed twice", () => {
    const once = completedLock(
      JSON.stringify({
        name: "x",
        packages: {
          "": {},
          "node_modules/swift": { optionalDependencies: { "@swift/core-darwin-x64": "1.0.0" } },
        },
      })
    )
    expect(Object.keys((JSON.parse(once) as { packages: object }).packages)).toEqual([
      "",
      "node_modules/@swift/core-darwin-x64",
      "node_modules/swift",
    ])
    expect(completedLock(once)).toBe(once)
  })
})
