import type { Document } from "../../../modules/read-model/mongo/driver"
import { projectionOf } from "../../../modules/read-model/collections"
import { medusaIdOf } from "../../../modules/read-model/postgres/object-ids"
import type { ReadModel } from "../../../modules/read-model/read-model"
import { AppError } from "../../lib/errors"
import { isObjectId } from "../../lib/object-id"
import { toObjectIds } from "../shared/object-ids"
import { readModelAnswer } from "../shared/read-model-answer"

async function fromMongo(readModel: ReadModel, idOrSlug: string): Promise<Document | null> {
  const [_id] = isObjectId(idOrSlug) ? toObjectIds([idOrSlug]) : []
  const products = readModel.collection("products")
  const byId = _id === undefined ? null : await products.findOne({ _id: _id, isPublic: true })
  return byId ?? (await products.findOne({ slug: idOrSlug, isPublic: true }))
}

/** The same document from the truth, through the same projection, while Mongo is away. */
async function fromPostgres(readModel: ReadModel, idOrSlug: string): Promise<Document | null> {
  const byId = isObjectId(idOrSlug) ? await medusaIdOf(readModel.pool, idOrSlug) : undefined
  const bySlug = await readModel.pool.query<{ id: string }>(
    "SELECT id FROM product WHERE handle = $1 AND deleted_at IS NULL",
    [idOrSlug]
  )
  const id = byId ?? bySlug.rows[0]?.id
  if (id === undefined) {
    return null
  }
  const projection = projectionOf("products")
  const [row] = await projection.readRows(readModel.pool, [id])
  const document = row === undefined ? null : projection.toDocument(row)
  return document?.isPublic === true ? document : null
}

/**
 * A public product by id or slug, of Mongo or, while that is away, of Postgres.
 *
 * @throws AppError PRODUCT_NOT_FOUND for one that does not exist or is not public.
 */
export async function findPublicProduct(readModel: ReadModel, idOrSlug: string): Promise<Document> {
  let document: Document | null
  try {
    document = await readModelAnswer(() => fromMongo(readModel, idOrSlug))
  } catch (error) {
    if (!(error instanceof AppError)) {
      throw error
    }
    document = await fromPostgres(readModel, idOrSlug)
  }
  if (document === null) {
    throw new AppError("PRODUCT_NOT_FOUND")
  }
  return document
}
