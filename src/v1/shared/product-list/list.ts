import type {
  ProductFilter,
  ProductPage,
  ProductSort,
} from "../../../../modules/catalog/search/port"
import { isObjectId } from "../../../lib/object-id"
import { AppError } from "../../../lib/errors"
import type { V1Context } from "../../context"
import { readModelAnswer } from "../read-model-answer"
import { toObjectIds } from "../object-ids"
import { cardFields, presentProduct } from "./presenters"
import type { ProductListQuery } from "./schemas"

/** Conditions that a path sets, such as the seller of /sellers/:id/products; they win over the query's. */
export type ListScope = { categoryId?: string; sellerId?: string }

function unknownValue(path: string): AppError {
  return new AppError("VALIDATION_FAILED", { details: [{ path, message: "is not known" }] })
}

async function sellerIdOf(context: V1Context, idOrSlug: string): Promise<string> {
  if (isObjectId(idOrSlug)) {
    return idOrSlug.toLowerCase()
  }
  const seller = await readModelAnswer(() =>
    context.readModel
      .collection("sellers")
      .findOne({ slug: idOrSlug, status: "approved" }, { projection: { _id: 1 } })
  )
  if (seller === null) {
    throw unknownValue("seller")
  }
  return String(seller._id)
}

async function filterOf(
  context: V1Context,
  query: ProductListQuery,
  scope: ListScope
): Promise<ProductFilter> {
  const category =
    scope.categoryId ??
    (query.category === undefined
      ? undefined
      : (await context.categories.find(query.category))?._id)
  if (query.category !== undefined && category === undefined) {
    throw unknownValue("category")
  }
  const seller =
    scope.sellerId ??
    (query.seller === undefined ? undefined : await sellerIdOf(context, query.seller))
  const conditions = {
    categoryId: category === undefined ? undefined : String(category),
    sellerId: seller,
    minPrice: query.minPrice,
    maxPrice: query.maxPrice,
    isOrganic: query.organic,
    isVegan: query.vegan,
    isGlutenFree: query.glutenFree,
    allergenFree: query.allergenFree,
    tags: query.tags,
    isInStock: query.inStock,
    isFeatured: query.featured,
    isBestSeller: query.bestSeller,
    minRating: query.minRating,
  }
  return Object.fromEntries(Object.entries(conditions).filter(([, value]) => value !== undefined))
}

/** Reads the documents of a page in its order; one that stopped being public meanwhile is left out. */
async function readDocuments(
  context: V1Context,
  objectIds: readonly string[],
  fields: readonly string[]
): Promise<Record<string, unknown>[]> {
  if (objectIds.length === 0) {
    return []
  }
  const projection = Object.fromEntries(fields.map((name) => [name, 1]))
  const documents = await readModelAnswer(() =>
    context.readModel
      .collection("products")
      .find({ _id: { $in: toObjectIds(objectIds) }, isPublic: true }, { projection })
      .toArray()
  )
  const byId = new Map(documents.map((document) => [String(document._id), document]))
  return objectIds.flatMap((id) => {
    const document = byId.get(id)
    return document === undefined ? [] : [document]
  })
}

async function presentFacets(context: V1Context, page: ProductPage) {
  if (page.facets === undefined) {
    return undefined
  }
  const names = new Map(
    (await context.categories.all()).map((entry) => [String(entry._id), entry.name])
  )
  const sellers = await readModelAnswer(() =>
    context.readModel
      .collection("sellers")
      .find(
        { _id: { $in: toObjectIds(page.facets?.sellers.map((entry) => entry.id) ?? []) } },
        { projection: { businessName: 1 } }
      )
      .toArray()
  )
  const sellerNames = new Map(
    sellers.map((entry) => [String(entry._id), String(entry.businessName)])
  )
  return {
    ...page.facets,
    categories: page.facets.categories
      .filter((entry) => names.has(entry.id))
      .map((entry) => ({ ...entry, name: names.get(entry.id) ?? null })),
    sellers: page.facets.sellers.map((entry) => ({
      ...entry,
      name: sellerNames.get(entry.id) ?? null,
    })),
  }
}

/** Answers a list of products, with or without search text, as `data` of the envelope. */
export async function listProducts(
  context: V1Context,
  query: ProductListQuery & { q?: string },
  scope: ListScope = {}
) {
  const limit = query.limit ?? context.settings.get("pageSize")
  const pageNumber = query.page ?? 1
  const defaultSort: ProductSort = query.q === undefined ? "-createdAt" : "relevance"
  const page = await context.search.search({
    filter: await filterOf(context, query, scope),
    sort: query.sort ?? defaultSort,
    page: pageNumber,
    limit,
    facets: query.facets ?? false,
    ...(query.q === undefined ? {} : { text: query.q }),
    ...(query.cursor === undefined ? {} : { cursor: query.cursor }),
  })
  const fields = query.fields ?? cardFields
  const documents = await readDocuments(context, page.objectIds, fields)
  const facets = await presentFacets(context, page)
  return {
    products: documents.map((document) =>
      presentProduct({ ...document, _id: document._id }, fields, context.mediaBaseUrl)
    ),
    pagination: {
      page: pageNumber,
      limit,
      total: page.total,
      pages: Math.ceil(page.total / limit),
      isTotalExact: page.isTotalExact,
      nextCursor: page.nextCursor,
    },
    ...(facets === undefined ? {} : { facets }),
    ...(page.correctedText === undefined ? {} : { correctedText: page.correctedText }),
  }
}
