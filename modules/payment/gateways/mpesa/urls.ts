import { textOf, urlOf, wholeNumber, type Variables } from "../shared/read-variables"

export type MpesaOperation = "c2b" | "b2c" | "query" | "reversal" | "name"

/** One full URL an operation. */
export type MpesaUrls = Readonly<Record<MpesaOperation, URL>>

/** mobile-money.md §1.1; some gateways answer 404 without the slash at the end. */
const endpoints: Readonly<Record<MpesaOperation, { port: number; path: string }>> = {
  c2b: { port: 18352, path: "/ipg/v1x/c2bPayment/singleStage/" },
  b2c: { port: 18345, path: "/ipg/v1x/b2cPayment/" },
  query: { port: 18353, path: "/ipg/v1x/queryTransactionStatus/" },
  reversal: { port: 18354, path: "/ipg/v1x/reversal/" },
  name: { port: 19323, path: "/ipg/v1x/queryCustomerName/" },
}

const defaultBase = "https://api.vm.co.mz"

/** URL drops a port that is its protocol's own, which is a port all the same. */
const hasPort = (base: string) => /^[a-z]+:\/\/[^/]*:\d+(?:\/|$)/i.test(base)

function atBase(base: string, operation: MpesaOperation, variables: Variables): URL {
  const { port, path } = endpoints[operation]
  const name = `MPESA_${operation.toUpperCase()}_PORT`
  const url = new URL(base)
  const isPortSet = hasPort(base) && textOf(variables, name) === undefined
  if (!isPortSet) {
    url.port = String(wholeNumber(variables, name, { from: 1, to: 65_535, otherwise: port }))
  }
  url.pathname = `${url.pathname.replace(/\/$/, "")}${path}`
  return url
}

/**
 * Where each operation is: `MPESA_<operation>_URL`, else the operator's path and port at
 * `MPESA_BASE_URL`. Each port may be set (`MPESA_<operation>_PORT`); one in the base URL
 * serves all operations. Vodacom has changed the host before.
 *
 * @throws Error that names the variable
 */
export function readUrls(variables: Variables): MpesaUrls {
  const given = textOf(variables, "MPESA_BASE_URL") ?? defaultBase
  const base = given.includes("://") ? given : `https://${given}`
  const checked = urlOf({ MPESA_BASE_URL: base }, "MPESA_BASE_URL")
  if (checked?.search !== "") {
    throw new Error("MPESA_BASE_URL must be a host, such as https://api.vm.co.mz")
  }
  const of = (operation: MpesaOperation) =>
    urlOf(variables, `MPESA_${operation.toUpperCase()}_URL`) ?? atBase(base, operation, variables)
  return {
    c2b: of("c2b"),
    b2c: of("b2c"),
    query: of("query"),
    reversal: of("reversal"),
    name: of("name"),
  }
}
