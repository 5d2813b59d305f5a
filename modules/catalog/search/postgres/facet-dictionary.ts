import type { Pool } from "pg"
import { writeFacets } from "./write-facets"
import { facetKey, type Facet, type FacetKind } from "../rules/facets"

type StoredFacet = { id: number; kind: FacetKind; value: string; label: string | null }

/**
 * Which number stands for which category, seller, tag, allergen or flag. Numbers
 * never change hands, so what was read once is kept for the life of the process.
 */
export class FacetDictionary {
  private readonly byKey = new Map<string, StoredFacet>()
  private readonly byId = new Map<number, StoredFacet>()

  constructor(private readonly pool: Pool) {}

  kindOf(id: number): FacetKind | undefined {
    return this.byId.get(id)?.kind
  }

  /** The facets with these ids; asks the database only for those it never saw. */
  async withIds(ids: Iterable<number>): Promise<ReadonlyMap<number, StoredFacet>> {
    const unseen = [...ids].filter((id) => !this.byId.has(id))
    if (unseen.length > 0) {
      this.keep(await this.read("id = any($1::int[])", [unseen]))
    }
    return this.byId
  }

  /** Ids by `facetKey`; a value that no product ever had is missing. */
  async find(facets: Pick<Facet, "kind" | "value">[]): Promise<ReadonlyMap<string, number>> {
    const unseen = facets.filter(
      ({ kind, value }) => !this.byKey.has(facetKey(kind, value)) && !value.includes("\0")
    )
    if (unseen.length > 0) {
      const where = "(kind, value) in (select * from unnest($1::text[], $2::text[]))"
      const kinds = unseen.map(({ kind }) => kind)
      const values = unseen.map(({ value }) => value)
      this.keep(await this.read(where, [kinds, values]))
    }
    return this.idsOf(facets)
  }

  /** As `find`, but what is missing or has a new name is written first. */
  async ensure(facets: Facet[]): Promise<ReadonlyMap<string, number>> {
    const differing = facets.filter(({ kind, value, label }) => {
      const known = this.byKey.get(facetKey(kind, value))
      return known === undefined || (label !== null && known.label !== label)
    })
    if (differing.length > 0) {
      await writeFacets(this.pool, differing)
      for (const { kind, value } of differing) {
        this.byKey.delete(facetKey(kind, value))
      }
    }
    return this.find(facets)
  }

  private idsOf(facets: Pick<Facet, "kind" | "value">[]): Map<string, number> {
    const ids = new Map<string, number>()
    for (const { kind, value } of facets) {
      const key = facetKey(kind, value)
      const stored = this.byKey.get(key)
      if (stored !== undefined) {
        ids.set(key, stored.id)
      }
    }
    return ids
  }

  private keep(facets: StoredFacet[]): void {
    for (const facet of facets) {
      this.byKey.set(facetKey(facet.kind, facet.value), facet)
      this.byId.set(facet.id, facet)
    }
  }

  private async read(where: string, values: unknown[]): Promise<StoredFacet[]> {
    const { rows } = await this.pool.query<StoredFacet>(
      `select id, kind, value, label from product_search_facet where ${where}`,
      values
    )
    return rows
  }
}
