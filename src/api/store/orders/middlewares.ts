import type {
  AuthenticatedMedusaRequest,
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import { MedusaError, Modules } from "@medusajs/framework/utils"

/**
 * Lets through who placed an order; to everybody else it does not exist. Medusa takes the
 * knowledge of an order's id for the right to read it, but ids are in links, logs and
 * other people's screenshots. A guest's order is nobody's to read until it is transferred
 * to an account.
 */
async function requireOwnOrder(req: MedusaRequest, id: string): Promise<void> {
  const { auth_context: by } = req as Partial<AuthenticatedMedusaRequest>
  const customerId = by?.actor_id ?? ""
  const own =
    customerId === "" || id === ""
      ? []
      : await req.scope
          .resolve(Modules.ORDER)
          .listOrders({ id, customer_id: customerId }, { select: ["id"], take: 1 })
  if (own.length === 0) {
    throw new MedusaError(MedusaError.Types.NOT_FOUND, `Order with id "${id}" was not found`)
  }
}

async function ownOrderOfPath(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction) {
  await requireOwnOrder(req, req.params.id ?? "")
  next()
}

/** Runs after Medusa's own, which has seen to it that the body names an order. */
async function ownOrderOfBody(
  req: MedusaRequest<{ order_id: string }>,
  _res: MedusaResponse,
  next: MedusaNextFunction
) {
  await requireOwnOrder(req, req.validatedBody.order_id)
  next()
}

/** Orders and returns are their buyer's; transfers have proofs of their own. */
export const storeOrderMiddlewares: MiddlewareRoute[] = [
  { methods: ["GET"], matcher: "/store/orders/:id", middlewares: [ownOrderOfPath] },
  { methods: ["POST"], matcher: "/store/returns", middlewares: [ownOrderOfBody] },
]
