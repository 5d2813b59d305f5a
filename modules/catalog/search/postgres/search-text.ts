import type { Pool } from "pg"
import type { ProductPage, ProductQuery } from "../port"
import { textQuery } from "../rules/text-query"
import { estimate, rareFacets, type Estimate } from "./estimate"
import type { FacetDictionary } from "./facet-dictionary"
import { resolveFilter, type IndexFilter } from "./filter"
import { emptyRawPage, placeOf, presentPage, type RawPage } from "./page"
import { resolveText, type ResolvedText } from "./resolve-text"
import type { SampleSource } from "./sample"
import { searchMatches } from "./search-matches"
import { neededMatches, type TextMatch } from "./text-match"
import { chooseTextPlan, expectTexts } from "./text-plan"

/** With fewer matches than this by name, descriptions and longer words count too. */
const enough = 20

type Search = Omit<TextMatch, "query" | "vector" | "plan"> & { expected: Estimate }

async function readMatches(
  pool: Pool,
  search: Search,
  vector: TextMatch["vector"],
  query: string
): Promise<RawPage> {
  const texts = await expectTexts(pool, vector, query)
  const isByName = search.sort === "name" || search.sort === "-name"
  const plan = chooseTextPlan(texts, search.expected, neededMatches(search.place), isByName)
  const found = await searchMatches(pool, { ...search, vector, query, plan })
  if (found !== null) {
    return found
  }
  const gather = { ...plan, way: "gather" as const }
  return (await searchMatches(pool, { ...search, vector, query, plan: gather })) ?? emptyRawPage()
}

async function readTiers(pool: Pool, search: Search, text: ResolvedText): Promise<RawPage> {
  const byName = await readMatches(pool, search, "name_tsv", textQuery(text.terms))
  return byName.total >= enough
    ? byName
    : readMatches(pool, search, "all_tsv", textQuery(text.widened))
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
      : await readTiers(pool, await searchOf(samples, filter, query, place), resolved)
  const page = await presentPage(raw, query, place, dictionary, query.sort !== "relevance")
  return resolved?.correctedText === undefined
    ? page
    : { ...page, correctedText: resolved.correctedText }
}

async function searchOf(
  samples: SampleSource,
  filter: IndexFilter,
  query: ProductQuery,
  place: TextMatch["place"]
): Promise<Search> {
  const sample = await samples.current()
  const rare = rareFacets(filter, sample)
  const expected = estimate(sample, filter, rare)
  return { filter, rare, expected, sort: query.sort, place, facets: query.facets === true }
}
