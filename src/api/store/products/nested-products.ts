import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
  MiddlewareRoute,
} from "@medusajs/framework/http"
import { findWithdrawnProducts } from "../../../workflows/catalog/withdrawn-products"

type Product = { id: string }

/** Calls `replace` with each list of products, however deep, and puts what it gives in its place. */
function replaceProducts(value: unknown, replace: (products: Product[]) => Product[]): void {
  if (Array.isArray(value)) {
    value.forEach((entry) => {
      replaceProducts(entry, replace)
    })
  } else if (typeof value === "object" && value !== null) {
    const entries = value as Record<string, unknown>
    for (const [name, inner] of Object.entries(entries)) {
      if (name === "products" && Array.isArray(inner)) {
        entries[name] = replace(inner as Product[])
      } else {
        replaceProducts(inner, replace)
      }
    }
  }
}

async function withoutWithdrawn(req: MedusaRequest, body: unknown): Promise<unknown> {
  const ids = new Set<string>()
  replaceProducts(body, (products) => {
    products.forEach((product) => ids.add(product.id))
    return products
  })
  const withdrawn = await findWithdrawnProducts(req.scope, [...ids])
  replaceProducts(body, (products) => products.filter((product) => !withdrawn.has(product.id)))
  return body
}

/**
 * Where a client asks for the products of something, `?fields=*products`, Medusa leaves out those
 * that are not published; this leaves out the withdrawn ones. Ids are read whatever fields the
 * client names.
 */
function leaveOutNested(req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void {
  const asksForProducts = req.queryConfig.fields.some((field) =>
    field.split(".").includes("products")
  )
  if (asksForProducts) {
    const send = res.json.bind(res)
    res.json = (body) => {
      withoutWithdrawn(req, body).then(send, next)
      return res
    }
  }
  next()
}

const resources = ["product-categories", "collections", "product-tags", "product-types"]

export const nestedProductMiddlewares: MiddlewareRoute[] = resources
  .flatMap((resource) => [`/store/${resource}`, `/store/${resource}/:id`])
  .map((matcher) => ({ methods: ["GET"], matcher, middlewares: [leaveOutNested] }))
