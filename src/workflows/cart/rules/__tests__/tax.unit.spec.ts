import { taxLinesOf } from "../tax"
import type { TaxRate } from "../../types"

const rate = (id: string, overrides: Partial<TaxRate> = {}): TaxRate => ({
  id,
  rate: 16,
  code: "IVA",
  name: "IVA",
  is_default: false,
  is_combinable: false,
  region_id: "mz",
  parent_id: null,
  province: null,
  provider: "tp_system",
  rules: [],
  ...overrides,
})

const of = (reference: string, reference_id: string) => ({ rules: [{ reference, reference_id }] })
const product = { productId: "prod", productTypeId: "type" }
const idsOf = (...rates: TaxRate[]) => taxLinesOf(product, rates).map((line) => line.tax_rate_id)

it("takes the default where nothing else is said", () => {
  expect(idsOf(rate("basic", { is_default: true }), rate("other", of("product", "x")))).toEqual([
    "basic",
  ])
})

it("takes what is said of the product, then of its type", () => {
  const basic = rate("basic", { is_default: true })
  const ofType = rate("type", of("product_type", "type"))
  const ofProduct = rate("product", { ...of("product", "prod"), rate: 0 })
  expect(idsOf(basic, ofType)).toEqual(["type"])
  expect(idsOf(basic, ofType, ofProduct)).toEqual(["product"])
})

it("takes a province's rate first, and its country's beside where they add up", () => {
  const country = rate("country", { is_default: true })
  const province = { province: "mz-l", region_id: "gaza", parent_id: "mz", is_default: true }
  expect(idsOf(country, rate("gaza", province))).toEqual(["gaza"])
  expect(idsOf(country, rate("gaza", { ...province, is_combinable: true }))).toEqual([
    "gaza",
    "country",
  ])
})

it("gives none where no rate concerns the product", () => {
  expect(idsOf(rate("other", of("product", "x")))).toEqual([])
})
