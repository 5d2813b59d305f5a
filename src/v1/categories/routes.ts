import type { FastifyPluginCallbackZod } from "fastify-type-provider-zod"
import { AppError } from "../../lib/errors"
import type { V1Context } from "../context"
import { answers, failure, idOrSlug, success } from "../shared/schemas"
import { listTags } from "../shared/product-list/cache-tags"
import { listProducts } from "../shared/product-list/list"
import { productListData, productListQuerystring } from "../shared/product-list/schemas"
import { presentCategory, presentTree } from "./presenters"
import { categoryResource, categoryTreeAnswer } from "./schemas"

const tags = ["Categories"]

/** /v1/products/categories: the tree, and a category with its products. */
export const categoryRoutes: FastifyPluginCallbackZod<{ context: V1Context }> = (
  app,
  { context },
  done
) => {
  app.get(
    "/v1/products/categories",
    {
      schema: {
        tags,
        summary: "Tree of categories",
        response: answers({ 200: categoryTreeAnswer }),
      },
      config: { access: "public", cacheTags: () => ["categories"] },
    },
    async () => ({
      success: true,
      data: { categories: presentTree(await context.categories.all(), context.mediaBaseUrl) },
    })
  )

  app.get(
    "/v1/products/categories/:id",
    {
      schema: {
        tags,
        summary: "A category and the products in it and below it",
        params: idOrSlug,
        querystring: productListQuerystring,
        response: answers({
          200: success(productListData.extend({ category: categoryResource })),
          404: failure,
          422: failure,
        }),
      },
      config: {
        access: "public",
        cacheTags: (request) => [...listTags(request.url), "products.category", "categories"],
      },
    },
    async (request) => {
      const category = await context.categories.find(request.params.id)
      if (category === undefined) {
        throw new AppError("CATEGORY_NOT_FOUND")
      }
      const list = await listProducts(context, request.query, { categoryId: String(category._id) })
      request.fill?.tag(list.products.map((product) => `products:${String(product.id)}`))
      const all = await context.categories.all()
      return {
        success: true,
        data: { category: presentCategory(category, all, context.mediaBaseUrl), ...list },
      }
    }
  )
  done()
}
