import type { Account } from "./account"
import { createCustomer, customerOf, deleteCustomer, updateCustomer } from "./customers"
import { StripeFailure, missing } from "./failure"
import { cancelIntent, createIntent, updateIntent } from "./intents"
import { pageOf } from "./lists"
import type { Params } from "./params"
import { confirmIntent } from "./payments"
import { createRefund } from "./refunds"
import type { Operation } from "./script"

/** A request as an endpoint sees it. */
export type Call = {
  account: Account
  params: Params
  /** The object that the path names; empty where it names none. */
  id: string
  /** Whether a payment or refund waits to be completed. */
  settlesLater: boolean
}

type Route = {
  method: "GET" | "POST" | "DELETE"
  path: RegExp
  operation: Operation
  /** Whether a browser may call it, with the publishable key and the intent's client secret. */
  isForBrowsers?: true
  run: (call: Call) => object
}

const listParams = ["limit", "starting_after", "ending_before", "created", "expand"]

const routes: readonly Route[] = [
  {
    method: "POST",
    path: /^\/v1\/payment_intents$/,
    operation: "create_intent",
    run: ({ account, params, settlesLater }) => {
      const intent = createIntent(account, params)
      return params.flag("confirm")
        ? confirmIntent(account, intent, params.text("payment_method"), settlesLater)
        : intent
    },
  },
  {
    method: "GET",
    path: /^\/v1\/payment_intents$/,
    operation: "list_intents",
    run: ({ account, params }) => {
      params.allow(...listParams, "customer")
      return pageOf(account.intents.values(), params, "/v1/payment_intents")
    },
  },
  {
    method: "GET",
    path: /^\/v1\/payment_intents\/([^/]+)$/,
    operation: "retrieve_intent",
    isForBrowsers: true,
    run: ({ account, params, id }) => {
      params.allow("client_secret", "key", "expand")
      return account.intent(id)
    },
  },
  {
    method: "POST",
    path: /^\/v1\/payment_intents\/([^/]+)$/,
    operation: "update_intent",
    run: ({ account, params, id }) => updateIntent(account.intent(id), params),
  },
  {
    method: "POST",
    path: /^\/v1\/payment_intents\/([^/]+)\/confirm$/,
    operation: "confirm_intent",
    isForBrowsers: true,
    run: ({ account, params, id, settlesLater }) => {
      params.allow(
        "payment_method",
        "client_secret",
        "key",
        "return_url",
        "use_stripe_sdk",
        "off_session",
        "expand"
      )
      const card = params.text("payment_method")
      return confirmIntent(account, account.intent(id), card, settlesLater)
    },
  },
  {
    method: "POST",
    path: /^\/v1\/payment_intents\/([^/]+)\/cancel$/,
    operation: "cancel_intent",
    run: ({ account, params, id }) => cancelIntent(account, account.intent(id), params),
  },
  {
    method: "POST",
    path: /^\/v1\/refunds$/,
    operation: "create_refund",
    run: ({ account, params, settlesLater }) => createRefund(account, params, settlesLater),
  },
  {
    method: "GET",
    path: /^\/v1\/refunds$/,
    operation: "list_refunds",
    run: ({ account, params }) => {
      params.allow(...listParams, "payment_intent", "charge")
      const intentId = params.text("payment_intent")
      const chargeId = params.text("charge")
      const refunds = [...account.refunds.values()].filter(
        ({ payment_intent, charge }) =>
          (intentId ?? payment_intent) === payment_intent && (chargeId ?? charge) === charge
      )
      return pageOf(refunds, params, "/v1/refunds")
    },
  },
  retrieval("refunds", "refund", "retrieve_refund", ({ refunds }) => refunds),
  {
    method: "GET",
    path: /^\/v1\/charges$/,
    operation: "list_charges",
    run: ({ account, params }) => {
      params.allow(...listParams, "payment_intent", "customer")
      const intentId = params.text("payment_intent")
      const charges = [...account.charges.values()].filter(
        ({ payment_intent }) => (intentId ?? payment_intent) === payment_intent
      )
      return pageOf(charges, params, "/v1/charges")
    },
  },
  retrieval("charges", "charge", "retrieve_charge", ({ charges }) => charges),
  {
    method: "GET",
    path: /^\/v1\/balance_transactions$/,
    operation: "list_balance_transactions",
    run: ({ account, params }) => {
      params.allow(...listParams, "type", "source", "currency")
      const [type, source, currency] = ["type", "source", "currency"].map((name) =>
        params.text(name)
      )
      const transactions = [...account.transactions.values()].filter(
        (each) =>
          (type ?? each.type) === each.type &&
          (source ?? each.source) === each.source &&
          (currency ?? each.currency) === each.currency
      )
      return pageOf(transactions, params, "/v1/balance_transactions")
    },
  },
  retrieval(
    "balance_transactions",
    "balance_transaction",
    "retrieve_balance_transaction",
    ({ transactions }) => transactions
  ),
  retrieval(
    "payment_methods",
    "payment_method",
    "retrieve_payment_method",
    ({ methods }) => methods
  ),
  {
    method: "POST",
    path: /^\/v1\/customers$/,
    operation: "create_customer",
    run: ({ account, params }) => createCustomer(account, params),
  },
  {
    method: "POST",
    path: /^\/v1\/customers\/([^/]+)$/,
    operation: "update_customer",
    run: ({ account, params, id }) => updateCustomer(account, id, params),
  },
  {
    method: "DELETE",
    path: /^\/v1\/customers\/([^/]+)$/,
    operation: "delete_customer",
    run: ({ account, id }) => deleteCustomer(account, id),
  },
  {
    method: "GET",
    path: /^\/v1\/customers\/([^/]+)\/payment_methods$/,
    operation: "list_payment_methods",
    run: ({ account, params, id }) => {
      const url = `/v1/customers/${customerOf(account, id).id}/payment_methods`
      return pageOf([], params, url)
    },
  },
]

/** @throws StripeFailure where no endpoint is meant. */
export function routeOf(method: string, path: string): { route: Route; id: string } {
  for (const route of routes) {
    const match = route.method === method ? route.path.exec(path) : null
    if (match !== null) {
      return { route, id: decodeURIComponent(match[1] ?? "") }
    }
  }
  throw new StripeFailure(
    404,
    "invalid_request_error",
    `Unrecognized request URL (${method}: ${path}).`
  )
}

function retrieval(
  collection: string,
  kind: string,
  operation: Operation,
  of: (account: Account) => ReadonlyMap<string, object>
): Route {
  return {
    method: "GET",
    path: new RegExp(`^/v1/${collection}/([^/]+)$`),
    operation,
    run: ({ account, params, id }) => {
      params.allow("expand")
      const object = of(account).get(id)
      if (object === undefined) {
        throw missing(kind, id, "id")
      }
      return object
    },
  }
}
