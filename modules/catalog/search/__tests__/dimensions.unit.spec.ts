import { changedDimensions, type ListedState } from "../rules/dimensions"
import type { FacetKind } from "../rules/facets"

const kinds = new Map<number, FacetKind>([
  [1, "category"],
  [2, "seller"],
  [3, "tag"],
  [4, "allergen"],
  [5, "flag"],
])
const state = (fields: Partial<ListedState> = {}): ListedState => ({
  is_public: true,
  name: "Mel",
  price_rising: 100,
  rating: 4,
  sales: 1,
  created_at: "2026-01-01T00:00:00.000Z",
  flags: 0,
  facets: [],
  text_digest: "a",
  ...fields,
})
const changed = (before: ListedState | null, after: ListedState) =>
  changedDimensions(before, after, (id) => kinds.get(id)).sort()

describe("what a change can alter", () => {
  it("is membership where a product appears or disappears", () => {
    expect(changed(null, state())).toEqual(["member"])
    expect(changed(state({ is_public: false }), state({ rating: 5 }))).toEqual(["member"])
    expect(changed(state(), state({ is_public: false }))).toEqual(["member"])
  })

  it("is nothing while a product is hidden", () => {
    expect(changed(null, state({ is_public: false }))).toEqual([])
    expect(changed(state({ is_public: false }), state({ is_public: false, sales: 9 }))).toEqual([])
  })

  it("is nothing where nothing differs", () => {
    expect(changed(state({ facets: [1, 3] }), state({ facets: [1, 3] }))).toEqual([])
  })

  it.each<[string, Partial<ListedState>]>([
    ["text", { text_digest: "b" }],
    ["name", { name: "Sal" }],
    ["price", { price_rising: 200 }],
    ["rating", { rating: 5 }],
    ["sales", { sales: 2 }],
    ["stock", { flags: 8, facets: [5] }],
    ["flags", { flags: 1 }],
    ["category", { facets: [1] }],
    ["seller", { facets: [2] }],
    ["tags", { facets: [3] }],
    ["allergens", { facets: [4] }],
  ])("is %s where that alone differs", (dimension, fields) => {
    expect(changed(state(), state(fields))).toEqual([dimension])
  })
})
