import { readStripeConfig, stripeFaultsInProduction } from "../config"

const live = { STRIPE_SECRET_KEY: "sk_live_abc", STRIPE_WEBHOOK_SECRET: "whsec_abc" }

function faultsOf(env: Parameters<typeof readStripeConfig>[0]): string[] {
  const config = readStripeConfig({ ...live, ...env })
  return config === undefined ? [] : stripeFaultsInProduction(config)
}

describe("the environment", () => {
  it.each([{}, { STRIPE_SECRET_KEY: "" }, { STRIPE_SECRET_KEY: "  " }])(
    "without a key offers no cards",
    (env) => {
      expect(readStripeConfig(env)).toBeUndefined()
    }
  )

  it("is Stripe itself, in meticais, where it says no more", () => {
    expect(readStripeConfig({ STRIPE_SECRET_KEY: " sk_test_abc\n" })).toEqual({
      secretKey: "sk_test_abc",
      apiUrl: "https://api.stripe.com",
      currency: "MZN",
      timeoutMs: 20_000,
    })
  })

  it("may name another server and currency", () => {
    expect(
      readStripeConfig({
        ...live,
        STRIPE_API_URL: "http://127.0.0.1:12111/",
        STRIPE_CURRENCY: "usd",
      })
    ).toMatchObject({
      apiUrl: "http://127.0.0.1:12111",
      currency: "USD",
      webhookSecret: "whsec_abc",
    })
  })

  it.each(["localhost:1", "ftp://a", "https://a/v1", "https://key@a", "https://a?b=c", "nonsense"])(
    "is refused with the URL %s",
    (STRIPE_API_URL) => {
      expect(() => readStripeConfig({ ...live, STRIPE_API_URL })).toThrow("STRIPE_API_URL must be")
    }
  )

  it.each(["sk_live_a\nb", "sk_live_•", "Bearer sk_live_a"])(
    "is refused with the key %j, which is not named",
    (STRIPE_SECRET_KEY) => {
      const read = () => readStripeConfig({ STRIPE_SECRET_KEY })
      expect(read).toThrow("STRIPE_SECRET_KEY must be")
      expect(read).not.toThrow(STRIPE_SECRET_KEY)
    }
  )

  it.each(["JPY", "KWD", "MT", "dollars"])("is refused with the currency %s", (STRIPE_CURRENCY) => {
    expect(() => readStripeConfig({ ...live, STRIPE_CURRENCY })).toThrow("two decimals")
  })
})

describe("in production", () => {
  it("live keys of Stripe itself are fit", () => {
    expect(faultsOf({})).toEqual([])
    expect(faultsOf({ STRIPE_SECRET_KEY: "rk_live_abc" })).toEqual([])
  })

  it.each([
    [{ STRIPE_SECRET_KEY: "sk_test_abc" }, "test key"],
    [{ STRIPE_SECRET_KEY: "rk_test_abc" }, "test key"],
    [{ STRIPE_SECRET_KEY: "pk_live_abc" }, "no live secret key"],
    [{ STRIPE_WEBHOOK_SECRET: "" }, "is missing"],
    [{ STRIPE_WEBHOOK_SECRET: "secret" }, "no webhook secret"],
    [{ STRIPE_API_URL: "http://api.stripe.com" }, "without TLS"],
    [{ STRIPE_API_URL: "http://gateway:8080" }, "without TLS"],
    [{ STRIPE_API_URL: "https://localhost:8443" }, "on this machine"],
    [{ STRIPE_API_URL: "https://[::1]:8443" }, "on this machine"],
  ])("%j is not", (env, words) => {
    expect(faultsOf(env)).toEqual([expect.stringContaining(words)])
  })

  it("every fault is named at once, and no secret", () => {
    const faults = faultsOf({
      STRIPE_SECRET_KEY: "sk_test_hidden",
      STRIPE_WEBHOOK_SECRET: "hidden",
      STRIPE_API_URL: "http://127.0.0.1:1",
    })
    expect(faults).toHaveLength(3)
    expect(faults.join()).not.toContain("hidden")
  })
})
