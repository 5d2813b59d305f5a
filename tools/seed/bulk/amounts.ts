import { fromCents } from "../../../src/lib/money"
import type { Json } from "./batch"

/** Cents as Medusa writes them: decimal text without closing zeros, and its JSON twin. */
export function amountOf(cents: number): { text: string; raw: Json } {
  return quantityOf(fromCents(cents).replace(/\.?0+$/, ""))
}

/** A number as Medusa's columns of big numbers hold it: the text, and JSON with its precision. */
export function quantityOf(value: string | number): { text: string; raw: Json } {
  const text = String(value)
  return { text, raw: { json: { value: text, precision: 20 } } }
}
