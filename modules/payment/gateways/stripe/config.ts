/** How to talk to Stripe. */
export type StripeConfig = {
  /** sk_… or, restricted, rk_… */
  secretKey: string
  /** whsec_…; without one no webhook is believed. */
  webhookSecret?: string
  /** Origin of the API. */
  apiUrl: string
  /** ISO 4217, upper case; of two decimals. */
  currency: string
  /** Longest wait for the whole of one answer, in milliseconds. */
  timeoutMs: number
}

/** The variables that `readStripeConfig` reads. */
export type StripeVariables = {
  STRIPE_SECRET_KEY?: string
  STRIPE_WEBHOOK_SECRET?: string
  STRIPE_API_URL?: string
  STRIPE_CURRENCY?: string
}

const stripeOrigin = "https://api.stripe.com"
const defaultTimeoutMs = 20_000

/** Amounts are cents throughout; Stripe takes these in whole units or in thousandths. */
const notInCents = new Set(
  (
    "BIF CLP DJF GNF ISK JPY KMF KRW MGA PYG RWF UGX VND VUV XAF XOF XPF " +
    "BHD IQD JOD KWD OMR TND"
  ).split(" ")
)

/**
 * Reads what the environment says of Stripe.
 *
 * @returns undefined where there is no key: cards are not offered then
 * @throws Error, without any secret, where a variable cannot be used
 */
export function readStripeConfig(env: StripeVariables): StripeConfig | undefined {
  const secretKey = env.STRIPE_SECRET_KEY?.trim()
  if (!secretKey) {
    return undefined
  }
  const webhookSecret = env.STRIPE_WEBHOOK_SECRET?.trim()
  return {
    secretKey,
    ...(webhookSecret ? { webhookSecret } : {}),
    apiUrl: originOf(env.STRIPE_API_URL?.trim() || stripeOrigin),
    currency: centCurrency(env.STRIPE_CURRENCY?.trim() || "MZN"),
    timeoutMs: defaultTimeoutMs,
  }
}

function originOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isOrigin = url?.pathname === "/" && !url.search && !url.hash && !url.username
  // The library adds /v1 itself and knows of no other path.
  if (!isOrigin || !/^https?:$/.test(url.protocol)) {
    throw new Error("STRIPE_API_URL must be http(s)://host, with :port or without, and no path")
  }
  return url.origin
}

function centCurrency(code: string): string {
  const currency = code.toUpperCase()
  if (!/^[A-Z]{3}$/.test(currency) || notInCents.has(currency)) {
    throw new Error(`STRIPE_CURRENCY must be a currency of two decimals, such as MZN or USD`)
  }
  return currency
}

/**
 * What forbids a configuration in production, each in a sentence for whoever deploys; none where
 * it is fit. Names no secret.
 */
export function stripeFaultsInProduction(config: StripeConfig): string[] {
  const url = new URL(config.apiUrl)
  return [
    ...(/^(sk|rk)_live_\w+$/.test(config.secretKey)
      ? []
      : [
          /^(sk|rk)_test_/.test(config.secretKey)
            ? "STRIPE_SECRET_KEY is a test key: no card would be charged"
            : "STRIPE_SECRET_KEY is no live secret key (sk_live_… or rk_live_…)",
        ]),
    ...(config.webhookSecret?.startsWith("whsec_")
      ? []
      : [
          config.webhookSecret === undefined
            ? "STRIPE_WEBHOOK_SECRET is missing: no webhook could be believed"
            : "STRIPE_WEBHOOK_SECRET is no webhook secret (whsec_…)",
        ]),
    ...(url.protocol === "https:" && !isLoopback(url.hostname)
      ? []
      : ["STRIPE_API_URL is not Stripe: it is without TLS, or on this machine"]),
  ]
}

function isLoopback(hostname: string): boolean {
  return /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
}
