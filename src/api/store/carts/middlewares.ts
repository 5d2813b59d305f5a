import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import { ContainerRegistrationKeys, MedusaError } from "@medusajs/framework/utils"
import { queryableOfKnex, type Knex, type Queryable } from "../../../lib/queryable"
import { mostUnits } from "../../../workflows/cart/draft"
import {
  cartsOfCollection,
  customersOfCollection,
  findOwnCarts,
  optionsOfCart,
} from "../../../workflows/cart/own-cart"

function databaseOf(req: MedusaRequest): Queryable {
  return queryableOfKnex(req.scope.resolve<Knex>(ContainerRegistrationKeys.PG_CONNECTION))
}

const customerOf = (req: MedusaRequest): string | undefined =>
  (req as { auth_context?: { actor_id?: string } }).auth_context?.actor_id

function notFound(id: string): MedusaError {
  return new MedusaError(MedusaError.Types.NOT_FOUND, `Cart with id: ${id} was not found`)
}

/** @throws MedusaError NOT_FOUND for a cart that is somebody else's, as for one that is none. */
async function requireOwnCart(req: MedusaRequest, id: string): Promise<void> {
  const session = req.headers["x-session-id"]
  const visitor = {
    customerId: customerOf(req),
    sessionId: typeof session === "string" ? session : undefined,
  }
  const own = await findOwnCarts(databaseOf(req), [id], visitor)
  if (!own.has(id)) {
    throw notFound(id)
  }
}

async function ownCartOfPath(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction) {
  await requireOwnCart(req, req.params.id ?? "")
  next()
}

/** Whatever else the body holds is judged by Medusa's own validator. */
async function ownCartOfBody(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction) {
  const { cart_id } = (req.body ?? {}) as { cart_id?: unknown }
  if (typeof cart_id === "string") {
    await requireOwnCart(req, cart_id)
  }
  next()
}

/** A payment is for a cart or for an order: both are their buyer's. */
async function ownCollection(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction) {
  const db = databaseOf(req)
  const id = req.params.id ?? ""
  for (const cartId of await cartsOfCollection(db, id)) {
    await requireOwnCart(req, cartId)
  }
  const customers = await customersOfCollection(db, id)
  if (customers.some((customer) => customer !== customerOf(req))) {
    throw new MedusaError(
      MedusaError.Types.NOT_FOUND,
      `Payment collection with id: ${id} was not found`
    )
  }
  next()
}

type Quantified = { quantity?: unknown; items?: { quantity?: unknown }[] }

/** A fraction passes Medusa's validator and breaks in the database. */
function wholeQuantity(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void {
  const { quantity, items = [] } = req.validatedBody as Quantified
  const given = [quantity, ...items.map((item) => item.quantity)].filter(
    (value) => value !== undefined
  )
  if (given.some((value) => !Number.isInteger(value) || Number(value) > mostUnits)) {
    const message = `quantity must be a whole number, ${mostUnits} at most`
    throw new MedusaError(MedusaError.Types.INVALID_DATA, message)
  }
  next()
}

type Option = { id: string }

/**
 * Options of every seller of the marketplace are there for each cart's channel: only those of
 * sellers whose goods are in the cart concern it.
 */
async function ownOptions(req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction) {
  const cartId = String(req.filterableFields.cart_id)
  await requireOwnCart(req, cartId)
  const send = res.json.bind(res)
  res.json = (body) => {
    const options = (body as { shipping_options?: Option[] }).shipping_options
    if (options === undefined) {
      return send(body)
    }
    const ids = options.map(({ id }) => id)
    optionsOfCart(databaseOf(req), cartId, ids)
      .then((own) =>
        send({ ...(body as object), shipping_options: options.filter(({ id }) => own.has(id)) })
      )
      .catch(next)
    return res
  }
  next()
}

/**
 * Medusa takes the knowledge of a cart's id for the right to it. Here an account's cart is the
 * account's alone, on whichever path it is named.
 */
export const storeCartMiddlewares: MiddlewareRoute[] = [
  // Without methods: for every path below as well, and before all of Medusa's own.
  { matcher: "/store/carts/:id", middlewares: [ownCartOfPath] },
  { methods: ["POST"], matcher: "/store/carts", middlewares: [wholeQuantity] },
  { methods: ["POST"], matcher: "/store/carts/:id/line-items", middlewares: [wholeQuantity] },
  {
    methods: ["POST"],
    matcher: "/store/carts/:id/line-items/:line_id",
    middlewares: [wholeQuantity],
  },
  { methods: ["POST"], matcher: "/store/payment-collections", middlewares: [ownCartOfBody] },
  { matcher: "/store/payment-collections/:id", middlewares: [ownCollection] },
  { methods: ["GET"], matcher: "/store/shipping-options", middlewares: [ownOptions] },
  {
    methods: ["POST"],
    matcher: "/store/shipping-options/:id/calculate",
    middlewares: [ownCartOfBody],
  },
]
