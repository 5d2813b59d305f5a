import type { ReadModel } from "../read-model"
import { projections } from "../collections"

/** Removes tombstones older than `minutes`: no upsert is that slow. Gives how many there were. */
export async function purgeMongoTombstones(readModel: ReadModel, minutes: number): Promise<number> {
  const before = new Date(Date.now() - minutes * 60_000)
  let removed = 0
  for (const { collection } of projections) {
    const result = await readModel.collection(collection).deleteMany({ deletedAt: { $lt: before } })
    removed += result.deletedCount
  }
  return removed
}
