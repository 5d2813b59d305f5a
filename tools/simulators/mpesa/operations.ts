/** Paths and ports of the operator; the portal's pages. */
export const operations = {
  c2b: { method: "POST", path: "/ipg/v1x/c2bPayment/singleStage/", port: 18352 },
  b2c: { method: "POST", path: "/ipg/v1x/b2cPayment/", port: 18345 },
  query: { method: "GET", path: "/ipg/v1x/queryTransactionStatus/", port: 18353 },
  reversal: { method: "PUT", path: "/ipg/v1x/reversal/", port: 18354 },
  name: { method: "GET", path: "/ipg/v1x/queryCustomerName/", port: 19323 },
} as const

export type Operation = keyof typeof operations

export const operationNames = Object.keys(operations) as Operation[]
