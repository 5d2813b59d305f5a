import type { Pool } from "pg"
import type { ProductPage, ProductQuery } from "../port"
import { textQuery } from "../rules/text-query"
import { estimate, rareFacets } from "./estimate"
import type { FacetDictionary } from "./facet-dictionary"
import { resolveFilter, type IndexFilter } from "./filter"
import { matchText, type TextMatch } from "./match-text"
import { emptyRawPage, placeOf, presentPage, type RawPage } from "./page"
import { resolveText, type ResolvedText } from "./resolve-text"
import type { SampleSource } from "./sample"

/** With fewer matches than this by name, descriptions and longer words count too. */
const enough = 20

/** A filter that passes fewer products than this is looked up before the text. */
const narrow = 1_500

async function narrowFacets(samples: SampleSource, filter: IndexFilter): Promise<number[]> {
  if (filter.required.length + filter.requiredFlags.length === 0) {
    return []
  }
  const sample = await samples.current()
  const rare = rareFacets(filter, sample)
  return estimate(sample, filter, rare).rareFacets < narrow ? rare : []
}

async function readMatches(
  pool: Pool,
  text: ResolvedText,
  match: Omit<TextMatch, "query" | "where">
): Promise<RawPage> {
  const byName = await matchText(pool, { ...match, query: textQuery(text.terms), where: "name" })
  if (byName.total >= enough) {
    return byName
  }
  return matchText(pool, { ...match, query: textQuery(text.widened), where: "all" })
}

/** Lists the products a text finds. @throws InvalidCursorError */
export async function searchText(
  pool: Pool,
  dictionary: FacetDictionary,
  samples: SampleSource,
  query: ProductQuery,
  text: string
): Promise<ProductPage> {
  const place = placeOf(query)
  const filter = await resolveFilter(query.filter, dictionary)
  const resolved = await resolveText(pool, text)
  const raw =
    filter === null || resolved === null
      ? emptyRawPage()
      : await readMatches(pool, resolved, {
          filter,
          narrow: await narrowFacets(samples, filter),
          sort: query.sort,
          place,
          facets: query.facets === true,
        })
  const page = await presentPage(raw, query, place, dictionary, query.sort !== "relevance")
  return resolved?.correctedText === undefined
    ? page
    : { ...page, correctedText: resolved.correctedText }
}
