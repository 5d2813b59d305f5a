import { orders } from "../../../../modules/read-model/collections/orders"
import type { OrderDocument } from "../../../../modules/read-model/collections/orders/document"
import { medusaIdOf } from "../../../../modules/read-model/postgres/object-ids"
import type { ReadModel } from "../../../../modules/read-model/read-model"
import type { Identity } from "../../../identity/identity"
import { AppError } from "../../../lib/errors"
import { isObjectId } from "../../../lib/object-id"
import { toObjectIds } from "../object-ids"
import { readModelAnswer } from "../read-model-answer"

/** Who reads an order: its buyer, its seller, or staff. */
export type OrderAudience = "buyer" | "seller" | "support" | "admin"

/** As what somebody may read an order; undefined where it is not theirs. */
export function audienceOf(order: OrderDocument, identity: Identity): OrderAudience | undefined {
  if (identity.role === "admin" || identity.role === "support") {
    return identity.role
  }
  if (order.userId?.toHexString() === identity.userId) {
    return "buyer"
  }
  return identity.sellerId !== undefined && order.sellerId.toHexString() === identity.sellerId
    ? "seller"
    : undefined
}

export type FoundOrder = { order: OrderDocument; audience: OrderAudience }

/**
 * An order that somebody may read, of Mongo or, where that is away or has not heard of it, of
 * Postgres through the same projection.
 *
 * @throws AppError ORDER_NOT_FOUND, also for another's.
 */
export async function readOrder(
  readModel: ReadModel,
  id: string,
  identity: Identity
): Promise<FoundOrder> {
  const order = isObjectId(id) ? await findOrder(readModel, id.toLowerCase()) : null
  const audience = order === null ? undefined : audienceOf(order, identity)
  if (order === null || audience === undefined) {
    throw new AppError("ORDER_NOT_FOUND")
  }
  return { order, audience }
}

async function findOrder(readModel: ReadModel, objectId: string): Promise<OrderDocument | null> {
  try {
    const found = await readModelAnswer(() =>
      readModel.collection("orders").findOne<OrderDocument>({
        _id: { $in: toObjectIds([objectId]) },
        deletedAt: { $exists: false },
      })
    )
    if (found !== null) {
      return found
    }
  } catch (error) {
    if (!(error instanceof AppError)) {
      throw error
    }
  }
  const medusaId = await medusaIdOf(readModel.pool, objectId)
  return medusaId === undefined ? null : readOrderNow(readModel, medusaId)
}

/** An order by Medusa's id, as Postgres has it at this moment. */
export async function readOrderNow(
  readModel: ReadModel,
  medusaId: string
): Promise<OrderDocument | null> {
  const [order] = await readOrdersNow(readModel, [medusaId])
  return order ?? null
}

/** The same for several, in the order of the ids. */
export async function readOrdersNow(
  readModel: ReadModel,
  medusaIds: readonly string[]
): Promise<OrderDocument[]> {
  const rows = await orders.readRows(readModel.pool, medusaIds)
  const byId = new Map(rows.map((row) => [row.id, orders.toDocument(row) as OrderDocument]))
  return medusaIds.flatMap((id) => byId.get(id) ?? [])
}
