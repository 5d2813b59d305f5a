import type { Random } from "../../integration-tests/support/random"
import type { Vocabulary } from "./vocabulary"

const sorts = [
  "price",
  "-price",
  "-rating",
  "-createdAt",
  "createdAt",
  "-salesCount",
  "name",
  "-name",
]
const allergens = ["glúten", "leite", "soja", "amendoim", "ovos"]

type Parameter = (random: Random, vocabulary: Vocabulary) => [string, string][]

/** What a buyer narrows a list by. */
const filters: Parameter[] = [
  (random, { categories }) => [["category", random.pick(categories)]],
  (random, { sellers }) => [["seller", random.pick(sellers)]],
  (random, { tags }) => [["tags", random.pick(tags)]],
  (random) => {
    const least = 1_000 * random.below(30)
    return [
      ["minPrice", String(least)],
      ["maxPrice", String(least + 2_000 * (1 + random.below(40)))],
    ]
  },
  () => [["organic", "true"]],
  () => [["vegan", "true"]],
  () => [["inStock", "true"]],
  (random) => [["minRating", random.pick(["3", "4", "4.5"])]],
  (random) => [["allergenFree", random.pick(allergens)]],
]

function someFilters(random: Random, vocabulary: Vocabulary, most: number): [string, string][] {
  const chosen = new Set(Array.from({ length: random.below(most + 1) }, () => random.pick(filters)))
  return [...chosen].flatMap((filter) => filter(random, vocabulary))
}

function pathOf(base: string, parameters: [string, string][]): string {
  return `${base}?${new URLSearchParams([["limit", "20"], ...parameters]).toString()}`
}

/** A list of 20 with up to two filters, any order, one of the first three pages. */
export function randomList(random: Random, vocabulary: Vocabulary): string {
  return pathOf("/v1/products", [
    ...someFilters(random, vocabulary, 2),
    ["sort", random.pick(sorts)],
    ["page", String(1 + random.below(3))],
  ])
}

/** One product by its slug. */
export function randomProduct(random: Random, vocabulary: Vocabulary): string {
  return `/v1/products/${random.pick(vocabulary.slugs)}`
}

/** A word with one letter left out, doubled, replaced, or two swapped. */
function misspell(random: Random, word: string): string {
  const letters = [...word]
  const at = 1 + random.below(letters.length - 1)
  const [one = "", other = ""] = [letters[at - 1], letters[at]]
  const slips = [[one], [one, other, other], [one, "x"], [other, one]]
  letters.splice(at - 1, 2, ...random.pick(slips))
  return letters.join("")
}

type SearchText = (random: Random, words: string[]) => string

const searchTexts: Record<"word" | "words" | "typo" | "prefix", SearchText> = {
  word: (random, words) => random.pick(words),
  words: (random, words) => `${random.pick(words)} ${random.pick(words)}`,
  typo: (random, words) => misspell(random, random.pick(words)),
  prefix: (random, words) => random.pick(words).slice(0, 3 + random.below(3)),
}

/** A search for words of a product's name: whole, misspelt, or begun. */
export function randomSearch(random: Random, vocabulary: Vocabulary, mostFilters: number): string {
  const text = random.pick(Object.values(searchTexts))(random, random.pick(vocabulary.names))
  return pathOf("/v1/products/search", [
    ["q", text],
    ...someFilters(random, vocabulary, mostFilters),
  ])
}

/** Lists that a shop's pages ask for most; each is a page of 20. */
export function popularLists(vocabulary: Vocabulary): string[] {
  const pages = Array.from({ length: 6 }, (_, index): [string, string][] => [
    ["page", String(index + 1)],
  ])
  const categories = vocabulary.categories.map((slug): [string, string][] => [["category", slug]])
  const parameters: [string, string][][] = [
    ...pages,
    ...["price", "-price", "-rating", "-salesCount", "name"].map((sort): [string, string][] => [
      ["sort", sort],
    ]),
    [["organic", "true"]],
    [
      ["vegan", "true"],
      ["sort", "price"],
    ],
    [["inStock", "true"]],
    [
      ["minPrice", "10000"],
      ["maxPrice", "50000"],
      ["sort", "price"],
    ],
    ...categories,
  ]
  return parameters.map((list) => pathOf("/v1/products", list))
}
