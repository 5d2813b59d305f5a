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
  if (!/^\w+$/.test(secretKey)) {
    // It could not be sent as a header.
    throw new Error("STRIPE_SECRET_KEY must be letters, digits and _")
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
  return [keyFault(config), webhookFault(config), urlFault(config)].filter(
    (fault) => fault !== undefined
  )
}

function keyFault({ secretKey }: StripeConfig): string | undefined {
  if (/^(sk|rk)_test_/.test(secretKey)) {
    return "STRIPE_SECRET_KEY is a test key: no card would be charged"
  }
  return /^(sk|rk)_live_/.test(secretKey)
    ? undefined
    : "STRIPE_SECRET_KEY is no live secret key (sk_live_… or rk_live_…)"
}

function webhookFault({ webhookSecret }: StripeConfig): string | undefined {
  if (webhookSecret === undefined) {
    return "STRIPE_WEBHOOK_SECRET is missing: no webhook could be believed"
  }
  return /^whsec_/.test(webhookSecret)
    ? undefined
    : "STRIPE_WEBHOOK_SECRET is no webhook secret (whsec_…)"
}

function urlFault({ apiUrl }: StripeConfig): string | undefined {
  const { protocol, hostname } = new URL(apiUrl)
  if (protocol !== "https:") {
    return "STRIPE_API_URL is without TLS: secrets would be sent in the clear"
  }
  return isLoopback(hostname) ? "STRIPE_API_URL is on this machine" : undefined
}

function isLoopback(hostname: string): boolean {
  return /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
}
