import { readEnv, type Env } from "../../src/lib/env"

/**
 * The address of a page of the storefront, below STOREFRONT_URL.
 *
 * @param path such as "/verify-email".
 * @param parameters go into the query, escaped: { token: "…" } makes `?token=…`.
 */
export function storefrontLink(
  path: string,
  parameters: Record<string, string> = {},
  env: Pick<Env, "STOREFRONT_URL"> = readEnv()
): string {
  const url = new URL(`${env.STOREFRONT_URL.replace(/\/+$/, "")}/${path.replace(/^\/+/, "")}`)
  for (const [name, value] of Object.entries(parameters)) {
    url.searchParams.set(name, value)
  }
  return url.toString()
}
