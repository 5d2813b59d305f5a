import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import {
  findWithdrawnProducts,
  listWithdrawnProducts,
} from "../../../workflows/catalog/withdrawn-products"
import { nestedProductMiddlewares } from "./nested-products"

type IdFilter = string | string[] | { $nin: string[] }

/** No product has this id: a list of no ids would be taken for no condition. */
const nothing = "none"

/** Narrows a condition on products' ids to those that are for sale. */
async function narrow(req: MedusaRequest, ids: unknown): Promise<IdFilter | undefined> {
  if (typeof ids === "string" || Array.isArray(ids)) {
    const wanted = [ids].flat().map(String)
    const withdrawn = await findWithdrawnProducts(req.scope, wanted)
    const left = wanted.filter((id) => !withdrawn.has(id))
    return left.length === 0 ? [nothing] : left
  }
  const withdrawn = await listWithdrawnProducts(req.scope)
  return withdrawn.size === 0 ? undefined : { $nin: [...withdrawn] }
}

/** Runs after Medusa's own, which have turned sales channels into products' ids. */
async function leaveOutWithdrawn(
  req: MedusaRequest,
  _res: MedusaResponse,
  next: MedusaNextFunction
) {
  const id = await narrow(req, req.filterableFields.id)
  if (id !== undefined) {
    req.filterableFields.id = id
  }
  next()
}

async function leaveOutVariants(
  req: MedusaRequest,
  _res: MedusaResponse,
  next: MedusaNextFunction
) {
  const product = (req.filterableFields.product ?? {}) as { id?: unknown }
  const id = await narrow(req, product.id)
  if (id !== undefined) {
    req.filterableFields.product = { ...product, id }
  }
  next()
}

/** Products and variants that are withdrawn from sale are in no answer of the store API. */
export const storeProductMiddlewares: MiddlewareRoute[] = [
  { methods: ["GET"], matcher: "/store/products", middlewares: [leaveOutWithdrawn] },
  { methods: ["GET"], matcher: "/store/products/:id", middlewares: [leaveOutWithdrawn] },
  { methods: ["GET"], matcher: "/store/product-variants", middlewares: [leaveOutVariants] },
  { methods: ["GET"], matcher: "/store/product-variants/:id", middlewares: [leaveOutVariants] },
  ...nestedProductMiddlewares,
]
