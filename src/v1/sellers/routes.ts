import type { FastifyPluginCallbackZod } from "fastify-type-provider-zod"
import type { V1Context } from "../context"
import { listTags, pageTags } from "../shared/product-list/cache-tags"
import { listProducts } from "../shared/product-list/list"
import { productListAnswer, productListQuerystring } from "../shared/product-list/schemas"
import { answers, failure, idOrSlug } from "../shared/schemas"
import { presentSeller, publicSellerFields } from "./presenters"
import { findPublicSeller, listSellers } from "./queries"
import {
  sellerAnswer,
  sellerDetailQuerystring,
  sellerListAnswer,
  sellerListQuerystring,
} from "./schemas"

const tags = ["Sellers"]

/** /v1/sellers: approved sellers, one of them, and its products. */
export const sellerRoutes: FastifyPluginCallbackZod<{ context: V1Context }> = (
  app,
  { context },
  done
) => {
  app.get(
    "/v1/sellers",
    {
      schema: {
        tags,
        summary: "List approved sellers",
        querystring: sellerListQuerystring,
        response: answers({ 200: sellerListAnswer, 422: failure, 503: failure }),
      },
      config: { access: "public", cacheTags: (request) => ["sellers", ...pageTags(request.url)] },
    },
    async (request) => {
      const { query } = request
      const limit = query.limit ?? context.settings.get("pageSize")
      const page = query.page ?? 1
      const { documents, total } = await listSellers(context.readModel, query, {
        skip: (page - 1) * limit,
        limit,
      })
      const fields = query.fields ?? publicSellerFields
      return {
        success: true,
        data: {
          sellers: documents.map((entry) => presentSeller(entry, fields, context.mediaBaseUrl)),
          pagination: {
            page,
            limit,
            total,
            pages: Math.ceil(total / limit),
            isTotalExact: true,
            nextCursor: null,
          },
        },
      }
    }
  )

  app.get(
    "/v1/sellers/:id",
    {
      schema: {
        tags,
        summary: "One seller, by id or slug",
        params: idOrSlug,
        querystring: sellerDetailQuerystring,
        response: answers({ 200: sellerAnswer, 404: failure, 422: failure }),
      },
      config: { access: "public", cacheTags: () => ["sellers"] },
    },
    async (request) => {
      const document = await findPublicSeller(context.readModel, request.params.id)
      const fields = request.query.fields ?? publicSellerFields
      return {
        success: true,
        data: { seller: presentSeller(document, fields, context.mediaBaseUrl) },
      }
    }
  )

  app.get(
    "/v1/sellers/:id/products",
    {
      schema: {
        tags,
        summary: "A seller's products",
        params: idOrSlug,
        querystring: productListQuerystring,
        response: answers({ 200: productListAnswer, 404: failure, 422: failure, 503: failure }),
      },
      config: {
        access: "public",
        cacheTags: (request) => [...listTags(request.url), "products.seller", "sellers"],
      },
    },
    async (request) => {
      const seller = await findPublicSeller(context.readModel, request.params.id)
      const data = await listProducts(context, request.query, { sellerId: String(seller._id) })
      request.fill?.tag(data.products.map((product) => `products:${String(product.id)}`))
      return { success: true, data }
    }
  )
  done()
}
