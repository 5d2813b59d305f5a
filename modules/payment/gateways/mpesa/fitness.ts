import { isReadableOnTheWay, unfitToken } from "../shared/rules/fitness"
import type { MpesaConfig } from "./config"

/** The sandbox's shortcode: its gateway says that any PIN has paid. */
const sandboxShortcode = "171717"

/**
 * Why production must not start with a configuration, a sentence each that names the
 * variable; none where it may. A shop that forgot the sandbox's shortcode gave away four
 * days' sales (mobile-money.md §0 rule 10).
 */
export function unfitForProduction(config: MpesaConfig): string[] {
  return [
    ...Object.entries(config.urls).flatMap(([operation, url]) =>
      unfitUrl(`MPESA_BASE_URL or MPESA_${operation.toUpperCase()}_URL`, url)
    ),
    ...unfitShortcode("MPESA_SERVICE_PROVIDER_CODE", config.account.serviceProviderCode),
    ...unfitShortcode("MPESA_B2C_SERVICE_PROVIDER_CODE", config.payoutAccount?.serviceProviderCode),
    ...unfitToken("MPESA_CALLBACK_TOKEN", config.callbackToken),
  ]
}

function unfitUrl(name: string, url: URL): string[] {
  if (/(?:^|\.)sandbox\./.test(url.hostname)) {
    return [`${name} leads to the sandbox ${url.hostname}`]
  }
  return isReadableOnTheWay(url) ? [`${name} is plain HTTP to ${url.hostname}`] : []
}

const unfitShortcode = (name: string, code: string | undefined) =>
  code === sandboxShortcode ? [`${name} is ${sandboxShortcode}, the sandbox's`] : []
