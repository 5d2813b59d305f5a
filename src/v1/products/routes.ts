import type { FastifyPluginCallbackZod } from "fastify-type-provider-zod"
import type { V1Context } from "../context"
import { answers, failure, idOrSlug } from "../shared/schemas"
import { listTags } from "../shared/product-list/cache-tags"
import { findPublicProduct } from "./detail"
import { listProducts } from "../shared/product-list/list"
import { presentProduct, publicProductFields } from "../shared/product-list/presenters"
import {
  productAnswer,
  productDetailQuerystring,
  productListAnswer,
  productListQuerystring,
  productSearchQuerystring,
  suggestAnswer,
  suggestQuerystring,
} from "../shared/product-list/schemas"

const tags = ["Products"]

/** /v1/products: lists, search, suggestions and one product. */
export const productRoutes: FastifyPluginCallbackZod<{ context: V1Context }> = (
  app,
  { context },
  done
) => {
  app.get(
    "/v1/products",
    {
      schema: {
        tags,
        summary: "List products",
        querystring: productListQuerystring,
        response: answers({ 200: productListAnswer, 422: failure, 503: failure }),
      },
      config: { access: "public", cacheTags: (request) => listTags(request.url) },
    },
    async (request) => {
      const data = await listProducts(context, request.query)
      request.fill?.tag(data.products.map((product) => `products:${String(product.id)}`))
      return { success: true, data }
    }
  )

  app.get(
    "/v1/products/search",
    {
      schema: {
        tags,
        summary: "Search products",
        querystring: productSearchQuerystring,
        response: answers({ 200: productListAnswer, 422: failure, 503: failure }),
      },
      config: { access: "public", cacheTags: (request) => listTags(request.url) },
    },
    async (request) => {
      const data = await listProducts(context, request.query)
      request.fill?.tag(data.products.map((product) => `products:${String(product.id)}`))
      return { success: true, data }
    }
  )

  app.get(
    "/v1/products/suggest",
    {
      schema: {
        tags,
        summary: "Complete what a buyer has typed",
        querystring: suggestQuerystring,
        response: answers({ 200: suggestAnswer, 422: failure }),
      },
      config: {
        access: "public",
        cacheTags: () => ["products.text", "products.member", "categories"],
      },
    },
    async (request) => {
      const suggestions = await context.search.suggest(request.query.q, request.query.limit ?? 8)
      return { success: true, data: { suggestions } }
    }
  )

  app.get(
    "/v1/products/:id",
    {
      schema: {
        tags,
        summary: "One product, by id or slug",
        params: idOrSlug,
        querystring: productDetailQuerystring,
        response: answers({ 200: productAnswer, 404: failure, 422: failure }),
      },
      config: { access: "public", cacheTags: () => ["products.detail"] },
    },
    async (request) => {
      const document = await findPublicProduct(context.readModel, request.params.id)
      const medusaId = String(document.medusaId)
      request.fill?.tag([`products:${String(document._id)}`])
      request.fill?.countAs(medusaId)
      context.views.count(medusaId)
      const fields = request.query.fields ?? publicProductFields
      const product = presentProduct(
        { ...document, _id: document._id },
        fields,
        context.mediaBaseUrl
      )
      return { success: true, data: { product } }
    }
  )
  done()
}
