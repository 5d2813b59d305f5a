import { groupBy } from "../../../src/lib/group-by"
import type { PoolClient } from "pg"
import { projections } from "../collections"
import type { Feed } from "../collections/projection"
import type { Group } from "../rules/plan-batch"
import { sourceName } from "./triggers"
import type { Claimed } from "./claim"

/** Rows of one transaction from which on it counts as a bulk change. */
const manyRows = 100
/** Documents a change from which on it counts as wide. */
const manyDocuments = 20

async function resolve(client: PoolClient, feed: Feed, ids: string[]): Promise<string[]> {
  if (feed.resolve === undefined) {
    return ids
  }
  const { rows } = await client.query<{ id: string }>(feed.resolve, [ids])
  return [...new Set(rows.map((row) => row.id))]
}

/**
 * The documents that claimed changes concern, in groups by feed. Changes of a
 * transaction that made many are a group apart from those of others, so that a bulk
 * change can be told from the single ones that were claimed with it.
 */
export async function resolveChanges(
  client: PoolClient,
  changes: readonly Claimed[]
): Promise<Group[]> {
  const groups: Group[] = []
  const bySource = groupBy(changes, (row) => row.source)
  for (const { collection, feeds } of projections) {
    for (const feed of feeds) {
      const rows = bySource.get(sourceName(feed)) ?? []
      const [single, bulk] = [
        rows.filter((row) => row.siblings < manyRows),
        rows.filter((row) => row.siblings >= manyRows),
      ]
      for (const part of [single, bulk].filter((entry) => entry.length > 0)) {
        const sourceIds = part.map((row) => row.source_id)
        const ids = await resolve(client, feed, sourceIds)
        groups.push({
          collection,
          ids,
          isWide: part === bulk || ids.length >= manyDocuments * sourceIds.length,
          isQuiet: feed.quiet ?? false,
          writtenAt: new Date(Math.min(...part.map((row) => row.created_at.getTime()))),
        })
      }
    }
  }
  return groups
}
