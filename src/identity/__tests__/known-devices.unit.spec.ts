import { createKnownDevices } from "../known-devices"

const devices = createKnownDevices("a secret of the tests alone")
const email = "amelia@example.com"

describe("a device's token", () => {
  it("names the device to the e-mail it signed in to, and to no other", () => {
    const token = devices.issue(email, undefined)
    expect(devices.nameOf(token, email)).toMatch(/^[0-9a-f-]{36}$/)
    expect(devices.nameOf(token, "joao@example.com")).toBeUndefined()
  })

  it("keeps the device's name when it signs in again", () => {
    const token = devices.issue(email, undefined)
    const again = devices.issue(email, token)
    expect(devices.nameOf(again, email)).toBe(devices.nameOf(token, email))
  })

  it("does not take over a name of another's making", () => {
    const others = createKnownDevices("another secret").issue(email, undefined)
    expect(devices.nameOf(others, email)).toBeUndefined()
    const issued = devices.issue(email, others)
    expect(devices.nameOf(issued, email)).toBeDefined()
  })

  it.each([undefined, "", "x", "a.b.c"])("is none: %j", (text) => {
    expect(devices.nameOf(text, email)).toBeUndefined()
  })

  it("does not say whose it is", () => {
    const [, payload = ""] = devices.issue(email, undefined).split(".")
    expect(Buffer.from(payload, "base64url").toString()).not.toContain("amelia")
  })
})
