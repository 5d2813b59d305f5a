import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { queryableOfKnex, type Knex, type Queryable } from "../../../lib/queryable"

type Standing = { is_paid: boolean }

const standingWhere = (condition: string) => `
SELECT g.total = 0 OR EXISTS (
         SELECT FROM ledger_entry e WHERE e.order_id = o.id AND e.kind = 'capture') AS is_paid
  FROM group_order o JOIN order_group g ON g.id = o.group_id WHERE ${condition}`

/** Whether an order of the marketplace's is paid; undefined for an order that an admin made. */
async function standingOf(
  db: Queryable,
  column: "id" | "payment_collection_id",
  value: string
): Promise<Standing | undefined> {
  const { rows } = await db.query<Standing>(standingWhere(`o.${column} = $1`), [value])
  return rows[0]
}

const databaseOf = (request: MedusaRequest): Queryable => {
  const knex: Knex = request.scope.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  return queryableOfKnex(knex)
}

type Middleware = (
  request: MedusaRequest,
  response: MedusaResponse,
  next: MedusaNextFunction
) => Promise<void>

const refusing =
  (judge: (request: MedusaRequest, db: Queryable) => Promise<string | undefined>): Middleware =>
  async (request, _response, next) => {
    const reason = await judge(request, databaseOf(request))
    next(reason === undefined ? undefined : new MedusaError(MedusaError.Types.NOT_ALLOWED, reason))
  }

/** Medusa asks nobody whether goods that leave are paid for. */
const sendOnlyWhatIsPaid = refusing(async (request, db) => {
  const standing = await standingOf(db, "id", request.params.id ?? "")
  return standing?.is_paid === false ? "The order is not paid" : undefined
})

/** Money that no gateway knows of would be in the books, and owed to a seller. */
const payOnlyByGateway = refusing(async (request, db) => {
  const standing = await standingOf(db, "payment_collection_id", request.params.id ?? "")
  return standing === undefined
    ? undefined
    : "The order is paid through its gateway; nothing else marks it as paid"
})

/** What changes an order's total would part it from its charge. */
const keepWhatWasPlaced = refusing(async (request, db) => {
  const { order_id: orderId } = (request.body ?? {}) as { order_id?: unknown }
  const standing = await standingOf(db, "id", typeof orderId === "string" ? orderId : "")
  return standing === undefined
    ? undefined
    : "Orders that were paid together are not edited or exchanged: refund, and order anew"
})

/** What the dashboard may not do to an order of the marketplace's. */
export const adminOrderMiddlewares: MiddlewareRoute[] = [
  {
    methods: ["POST"],
    matcher: "/admin/orders/:id/fulfillments",
    middlewares: [sendOnlyWhatIsPaid],
  },
  {
    methods: ["POST"],
    matcher: "/admin/payment-collections/:id/mark-as-paid",
    middlewares: [payOnlyByGateway],
  },
  ...["/admin/order-edits", "/admin/exchanges", "/admin/claims"].map(
    (matcher): MiddlewareRoute => ({
      methods: ["POST"],
      matcher,
      middlewares: [keepWhatWasPlaced],
    })
  ),
]
