import { isReadableOnTheWay, unfitToken } from "../shared/rules/fitness"
import type { EmolaConfig } from "./config"

/**
 * Why production must not start with a configuration, a sentence each that names the
 * variable; none where it may. Each message carries every secret there is.
 */
export function unfitForProduction({ url, isPrivateLine, callbackToken }: EmolaConfig): string[] {
  return [
    ...(isReadableOnTheWay(url) && !isPrivateLine
      ? [
          `EMOLA_URL is plain HTTP to ${url.hostname}: use https://, or say by EMOLA_PRIVATE_LINE=true that the way there is a VPN or leased line`,
        ]
      : []),
    ...unfitToken("EMOLA_CALLBACK_TOKEN", callbackToken),
  ]
}
