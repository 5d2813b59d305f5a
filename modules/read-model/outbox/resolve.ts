import { groupBy } from "../../../src/lib/group-by"
import type { PoolClient } from "pg"
import { projections, type AnyProjection } from "../collections"
import { sourceName } from "./triggers"
import type { Claimed } from "./claim"

/** Documents to project again, by collection and Medusa's id. */
export type Targets = Map<AnyProjection, Map<string, { attempts: number; quiet: boolean }>>

function add(
  targets: Targets,
  projection: AnyProjection,
  id: string,
  claim: { attempts: number; quiet: boolean }
): void {
  const documents =
    targets.get(projection) ?? new Map<string, { attempts: number; quiet: boolean }>()
  const known = documents.get(id)
  documents.set(id, {
    attempts: Math.max(claim.attempts, known?.attempts ?? 0),
    quiet: claim.quiet && (known?.quiet ?? true),
  })
  targets.set(projection, documents)
}

/**
 * The documents that claimed changes concern, each once however many changes met
 * it. A source that is a collection's own name is a document tried again.
 */
export async function resolveTargets(
  client: PoolClient,
  claimed: readonly Claimed[]
): Promise<Targets> {
  const targets: Targets = new Map()
  const bySource = groupBy(claimed, (row) => row.source)
  for (const projection of projections) {
    for (const row of bySource.get(projection.collection) ?? []) {
      add(targets, projection, row.source_id, { attempts: row.attempts, quiet: false })
    }
    for (const feed of projection.feeds) {
      const rows = bySource.get(sourceName(feed)) ?? []
      const claim = { attempts: 0, quiet: feed.quiet ?? false }
      const ids = rows.map((row) => row.source_id)
      if (feed.resolve === undefined) {
        ids.forEach((id) => {
          add(targets, projection, id, claim)
        })
      } else if (ids.length > 0) {
        const found = await client.query<{ id: string }>(feed.resolve, [ids])
        found.rows.forEach(({ id }) => {
          add(targets, projection, id, claim)
        })
      }
    }
  }
  return targets
}
