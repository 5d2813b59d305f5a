import { Types } from "mongoose"
import { objectIdOf } from "../../../src/lib/object-id"

/** The ObjectId that stands for one of Medusa's ids; null stays null. */
export function toObjectId(medusaId: string): Types.ObjectId
export function toObjectId(medusaId: string | null): Types.ObjectId | null
export function toObjectId(medusaId: string | null): Types.ObjectId | null {
  return medusaId === null ? null : new Types.ObjectId(objectIdOf(medusaId))
}
