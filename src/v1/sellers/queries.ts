import type { Document, Filter, Sort } from "../../../modules/read-model/mongo/driver"
import { projectionOf } from "../../../modules/read-model/collections"
import { medusaIdOf } from "../../../modules/read-model/postgres/object-ids"
import type { ReadModel } from "../../../modules/read-model/read-model"
import { AppError } from "../../lib/errors"
import { isObjectId } from "../../lib/object-id"
import { toObjectIds } from "../shared/object-ids"
import { readModelAnswer } from "../shared/read-model-answer"
import type { SellerListQuery } from "./schemas"

const sorts: Record<NonNullable<SellerListQuery["sort"]>, Sort> = {
  "-averageRating": { averageRating: -1, _id: 1 },
  businessName: { businessName: 1, _id: 1 },
  "-createdAt": { _id: -1 },
}

/** Approved sellers of a page, and how many pass the filter. */
export async function listSellers(
  readModel: ReadModel,
  query: SellerListQuery,
  page: { skip: number; limit: number }
): Promise<{ documents: Document[]; total: number }> {
  const filter: Filter = {
    status: "approved",
    ...(query.category === undefined ? {} : { category: query.category }),
    ...(query.state === undefined ? {} : { "address.state": query.state }),
    ...(query.city === undefined ? {} : { "address.city": query.city }),
  }
  return readModelAnswer(async () => {
    const sellers = readModel.collection("sellers")
    const [documents, total] = await Promise.all([
      sellers
        .find(filter)
        .sort(sorts[query.sort ?? "-averageRating"])
        .skip(page.skip)
        .limit(page.limit)
        .toArray(),
      sellers.countDocuments(filter),
    ])
    return { documents, total }
  })
}

async function fromMongo(readModel: ReadModel, idOrSlug: string): Promise<Document | null> {
  const sellers = readModel.collection("sellers")
  const [_id] = isObjectId(idOrSlug) ? toObjectIds([idOrSlug]) : []
  const byId = _id === undefined ? null : await sellers.findOne({ _id })
  return byId ?? (await sellers.findOne({ slug: idOrSlug }))
}

async function fromPostgres(readModel: ReadModel, idOrSlug: string): Promise<Document | null> {
  const byId = isObjectId(idOrSlug) ? await medusaIdOf(readModel.pool, idOrSlug) : undefined
  const bySlug = await readModel.pool.query<{ id: string }>(
    "SELECT id FROM seller WHERE handle = $1 AND deleted_at IS NULL",
    [idOrSlug]
  )
  const id = byId ?? bySlug.rows[0]?.id
  const projection = projectionOf("sellers")
  const [row] = id === undefined ? [] : await projection.readRows(readModel.pool, [id])
  return row === undefined ? null : projection.toDocument(row)
}

/**
 * An approved seller by id or slug, of Mongo or, while that is away, of Postgres.
 *
 * @throws AppError SELLER_NOT_FOUND for one that does not exist or is not approved.
 */
export async function findPublicSeller(readModel: ReadModel, idOrSlug: string): Promise<Document> {
  let document: Document | null
  try {
    document = await readModelAnswer(() => fromMongo(readModel, idOrSlug))
  } catch (error) {
    if (!(error instanceof AppError)) {
      throw error
    }
    document = await fromPostgres(readModel, idOrSlug)
  }
  if (document?.status !== "approved") {
    throw new AppError("SELLER_NOT_FOUND")
  }
  return document
}
