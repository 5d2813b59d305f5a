import type { Pool } from "pg"
import type { ProductPage, ProductQuery } from "../port"
import { estimate, rareFacets } from "./estimate"
import type { FacetDictionary } from "./facet-dictionary"
import { resolveFilter, type IndexFilter } from "./filter"
import { gatherList } from "./list-gather"
import { chooseListPlan } from "./list-plan"
import { walkList } from "./list-walk"
import { emptyRawPage, placeOf, presentPage, type Place, type RawPage } from "./page"
import type { SampleSource } from "./sample"

/** How far a gathered list may exceed what the sample foretold before the sample is read anew. */
const surprise = 4_000

async function readList(
  pool: Pool,
  samples: SampleSource,
  filter: IndexFilter,
  query: ProductQuery,
  place: Place
): Promise<RawPage> {
  const sample = await samples.current()
  const rare = rareFacets(filter, sample)
  const rowsNeeded = place.offset + place.limit + 1
  const plan = chooseListPlan(estimate(sample, filter, rare), query.sort, rowsNeeded)
  const facets = query.facets === true
  if (plan.way === "walk") {
    const walked = await walkList(pool, { filter, rare, sort: query.sort, place, facets, plan })
    if (walked !== null) {
      return walked
    }
  }
  const gathered = await gatherList(pool, filter, rare, query.sort, place, facets)
  if (plan.way === "gather" && gathered.total > surprise) {
    samples.expire()
  }
  return gathered
}

/** Lists products without a search text. @throws InvalidCursorError */
export async function listProducts(
  pool: Pool,
  dictionary: FacetDictionary,
  samples: SampleSource,
  query: ProductQuery
): Promise<ProductPage> {
  const place = placeOf(query)
  const filter = await resolveFilter(query.filter, dictionary)
  const raw = filter === null ? emptyRawPage() : await readList(pool, samples, filter, query, place)
  return presentPage(raw, query, place, dictionary)
}
