import type { Pool } from "pg"
import type { Estimate } from "./estimate"

/** How matches of a text are read: from the text's index, from the facets' index, or along the sort's. */
export type TextWay = "gather" | "narrow" | "walk"

export type TextPlan = { way: TextWay; /** Entries to walk at most. */ budget: number }

/** Best sellers among the matches that are ranked. */
export const rankedMatches = 600

// Costs in index entries walked, about 0.16 µs each.
const foundByText = 22
const foundByFacet = 6
const testedText = 25
const facetEntry = 0.3
/** How much longer a walk by name may be than one by an order that has nothing to do with the text. */
const nameWalk = 8

/** How many texts match, by Postgres's statistics of lexemes: planned, not run. */
export async function expectTexts(
  pool: Pool,
  vector: "name_tsv" | "all_tsv",
  query: string
): Promise<number> {
  const { rows } = await pool.query<{ "QUERY PLAN": [{ Plan: { "Plan Rows": number } }] }>(
    `explain (format json) select from product_search_text where ${vector} @@ $1::tsquery`,
    [query]
  )
  return rows[0]?.["QUERY PLAN"][0].Plan["Plan Rows"] ?? 0
}

/**
 * Chooses by the expected work. A broad word is met again and again along the sort's
 * index, where looking up all that match would take a hundred milliseconds.
 * @param needed matches that are read at most.
 * @param isByName whether the list is sorted by name: products with a word in their name
 *   lie together there, mostly far from the start.
 */
export function chooseTextPlan(
  texts: number,
  expected: Estimate,
  needed: number,
  isByName: boolean
): TextPlan {
  const total = Math.max(expected.total, 1)
  const textShare = Math.min(1, Math.max(texts, 0.5) / total)
  const walked = Math.min(total, (needed * total) / (textShare * expected.matches))
  const tested = Math.min(expected.matches, needed / textShare)
  const costs: [TextWay, number][] = [
    ["gather", texts * foundByText],
    ["walk", (walked + tested * testedText) * (isByName ? nameWalk : 1)],
  ]
  if (expected.rareEntries > 0) {
    const found = expected.rareEntries * facetEntry + expected.rareFacets * foundByFacet
    costs.push(["narrow", found + expected.matches * testedText])
  }
  const [way] = costs.reduce((best, cost) => (cost[1] < best[1] ? cost : best))
  return { way, budget: Math.ceil(walked * 4 + 5_000) }
}
