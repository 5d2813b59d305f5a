import { generateEntityId } from "@medusajs/framework/utils"
import type { Queryable } from "../../lib/queryable"
import type { TaxLineRow } from "../checkout/cart-row"
import type { CartPlan, PlannedLine } from "./plan-cart"
import { areSameTaxLines } from "./rules/tax"
import type { LineAdjustment, ShippingMethod } from "./types"

/** Parts of the one statement; each takes its rows as JSON. */
const parts = {
  newLines: `
    INSERT INTO cart_line_item (
      id, cart_id, title, subtitle, thumbnail, quantity, variant_id, product_id, product_title,
      product_description, product_subtitle, product_type, product_type_id, product_collection,
      product_handle, variant_sku, variant_barcode, variant_title, requires_shipping,
      is_discountable, is_giftcard, is_tax_inclusive, compare_at_unit_price,
      raw_compare_at_unit_price, unit_price, raw_unit_price, metadata)
    SELECT x.id, $1, x.title, x.variant_title, x.thumbnail, x.quantity, x.variant_id, x.product_id,
           x.title, x.description, x.subtitle, x.type, x.type_id, x.collection, x.handle, x.sku,
           x.barcode, x.variant_title, x.requires_shipping, x.is_discountable, x.is_giftcard,
           x.is_tax_inclusive, x.compare_at::numeric,
           CASE WHEN x.compare_at IS NULL THEN NULL
                ELSE jsonb_build_object('value', x.compare_at, 'precision', 20) END,
           x.unit_price::numeric, jsonb_build_object('value', x.unit_price, 'precision', 20), '{}'
      FROM jsonb_to_recordset($DATA::jsonb) AS x (
        id text, title text, subtitle text, description text, handle text, thumbnail text,
        quantity int, variant_id text, product_id text, type text, type_id text, collection text,
        sku text, barcode text, variant_title text, requires_shipping boolean,
        is_discountable boolean, is_giftcard boolean, is_tax_inclusive boolean, compare_at text,
        unit_price text)`,
  changedLines: `
    UPDATE cart_line_item li
       SET quantity = x.quantity, unit_price = x.unit_price::numeric,
           raw_unit_price = jsonb_build_object('value', x.unit_price, 'precision', 20),
           compare_at_unit_price = x.compare_at::numeric,
           raw_compare_at_unit_price = CASE WHEN x.compare_at IS NULL THEN NULL
             ELSE jsonb_build_object('value', x.compare_at, 'precision', 20) END,
           is_tax_inclusive = x.is_tax_inclusive, updated_at = now()
      FROM jsonb_to_recordset($DATA::jsonb) AS x (
        id text, quantity int, unit_price text, compare_at text, is_tax_inclusive boolean)
     WHERE li.id = x.id AND li.cart_id = $1 AND li.deleted_at IS NULL`,
  removedLines: `
    UPDATE cart_line_item SET deleted_at = now(), updated_at = now()
     WHERE cart_id = $1 AND deleted_at IS NULL
       AND id IN (SELECT jsonb_array_elements_text($DATA::jsonb))`,
  oldTaxLines: `
    DELETE FROM cart_line_item_tax_line
     WHERE item_id IN (SELECT jsonb_array_elements_text($DATA::jsonb))`,
  newTaxLines: `
    INSERT INTO cart_line_item_tax_line (id, item_id, description, tax_rate_id, code, rate, provider_id)
    SELECT x.id, x.item_id, x.description, x.tax_rate_id, x.code, x.rate, x.provider_id
      FROM jsonb_to_recordset($DATA::jsonb) AS x (
        id text, item_id text, description text, tax_rate_id text, code text, rate real,
        provider_id text)`,
  oldAdjustments: `
    DELETE FROM cart_line_item_adjustment
     WHERE item_id IN (SELECT jsonb_array_elements_text($DATA::jsonb)) AND promotion_id IS NOT NULL`,
  newAdjustments: `
    INSERT INTO cart_line_item_adjustment (
      id, item_id, code, amount, raw_amount, description, promotion_id, is_tax_inclusive)
    SELECT x.id, x.target, x.code, x.amount::numeric,
           jsonb_build_object('value', x.amount, 'precision', 20), x.description, x.promotion_id, true
      FROM jsonb_to_recordset($DATA::jsonb) AS x (
        id text, target text, code text, amount text, description text, promotion_id text)`,
  removedShipping: `
    UPDATE cart_shipping_method SET deleted_at = now(), updated_at = now()
     WHERE cart_id = $1 AND id IN (SELECT jsonb_array_elements_text($DATA::jsonb))`,
  oldShippingAdjustments: `
    DELETE FROM cart_shipping_method_adjustment
     WHERE shipping_method_id IN (SELECT jsonb_array_elements_text($DATA::jsonb))
       AND promotion_id IS NOT NULL`,
  newShippingAdjustments: `
    INSERT INTO cart_shipping_method_adjustment (
      id, shipping_method_id, code, amount, raw_amount, description, promotion_id)
    SELECT x.id, x.target, x.code, x.amount::numeric,
           jsonb_build_object('value', x.amount, 'precision', 20), x.description, x.promotion_id
      FROM jsonb_to_recordset($DATA::jsonb) AS x (
        id text, target text, code text, amount text, description text, promotion_id text)`,
  oldPromotions: `
    UPDATE cart_promotion SET deleted_at = now(), updated_at = now()
     WHERE cart_id = $1 AND deleted_at IS NULL
       AND promotion_id IN (SELECT jsonb_array_elements_text($DATA::jsonb))`,
  newPromotions: `
    INSERT INTO cart_promotion (id, cart_id, promotion_id)
    SELECT x.id, $1, x.promotion_id
      FROM jsonb_to_recordset($DATA::jsonb) AS x (id text, promotion_id text)
    ON CONFLICT (cart_id, promotion_id) DO UPDATE SET deleted_at = NULL, updated_at = now()`,
} as const

type Part = keyof typeof parts
type Rows = Partial<Record<Part, unknown[]>>

const hasChanged = (line: PlannedLine): boolean => {
  const { stored } = line
  return (
    stored !== undefined &&
    (stored.quantity !== line.quantity ||
      Number(stored.unit_price) !== Number(line.unitPrice) ||
      stored.is_tax_inclusive !== line.isTaxInclusive ||
      Number(stored.compare_at_unit_price ?? -1) !== Number(line.compareAt ?? -1))
  )
}

function newLineRow(line: PlannedLine) {
  const { offer } = line
  return {
    ...offer,
    id: line.id,
    prices: undefined,
    stock: undefined,
    seller: undefined,
    quantity: line.quantity,
    unit_price: line.unitPrice,
    compare_at: line.compareAt,
    is_tax_inclusive: line.isTaxInclusive,
  }
}

const taxRow = (itemId: string, row: TaxLineRow) => ({
  ...row,
  id: generateEntityId("", "calitxl"),
  item_id: itemId,
})

const adjustmentKey = (rows: readonly LineAdjustment[]): string =>
  rows
    .filter(({ promotion_id }) => promotion_id !== null)
    .map((row) =>
      [row.promotion_id, Number(row.amount).toFixed(10), row.is_tax_inclusive].join(" ")
    )
    .sort()
    .join("\n")

const adjustmentRow = (target: string, prefix: string, row: LineAdjustment) => ({
  ...row,
  id: generateEntityId("", prefix),
  target,
})

const ofPromotion = ({ promotion_id }: LineAdjustment) => promotion_id !== null

function shippingRows(plan: CartPlan): Rows {
  const before = new Map(plan.state.shipping.map((method) => [method.id, method]))
  const changed = plan.shipping.filter(
    (method: ShippingMethod) =>
      adjustmentKey(method.adjustments) !== adjustmentKey(before.get(method.id)?.adjustments ?? [])
  )
  return {
    removedShipping: plan.removedShipping,
    oldShippingAdjustments: changed.map(({ id }) => id),
    newShippingAdjustments: changed.flatMap(({ id, adjustments }) =>
      adjustments.filter(ofPromotion).map((row) => adjustmentRow(id, "casmadj", row))
    ),
  }
}

function rowsOf(plan: CartPlan): Rows {
  const { lines, state } = plan
  const retaxed = lines.filter(
    ({ stored, taxLines }) => !areSameTaxLines(stored?.tax_lines ?? [], taxLines)
  )
  const readjusted = lines.filter(
    ({ stored, adjustments }) =>
      adjustmentKey(stored?.adjustments ?? []) !== adjustmentKey(adjustments)
  )
  const linked = new Set(state.promotions.map(({ id }) => id))
  const kept = new Set(plan.promotions.map(({ id }) => id))
  return {
    newLines: lines.filter(({ stored }) => stored === undefined).map(newLineRow),
    changedLines: lines.filter(hasChanged).map((line) => ({
      id: line.id,
      quantity: line.quantity,
      unit_price: line.unitPrice,
      compare_at: line.compareAt,
      is_tax_inclusive: line.isTaxInclusive,
    })),
    removedLines: plan.removedLines,
    oldTaxLines: retaxed.filter(({ stored }) => stored !== undefined).map(({ id }) => id),
    newTaxLines: retaxed.flatMap(({ id, taxLines }) => taxLines.map((row) => taxRow(id, row))),
    oldAdjustments: readjusted.filter(({ stored }) => stored !== undefined).map(({ id }) => id),
    newAdjustments: readjusted.flatMap(({ id, adjustments }) =>
      adjustments.filter(ofPromotion).map((row) => adjustmentRow(id, "caliadj", row))
    ),
    ...shippingRows(plan),
    oldPromotions: [...linked].filter((id) => !kept.has(id)),
    newPromotions: [...kept]
      .filter((id) => !linked.has(id))
      .map((id) => ({ id: generateEntityId("", "cartpromo"), promotion_id: id })),
  }
}

/** What of a plan differs from what is stored. */
export type CartWrite = { part: Part; data: unknown[] }[]

export function differencesOf(plan: CartPlan): CartWrite {
  const rows = rowsOf(plan)
  return (Object.keys(parts) as Part[]).flatMap((part) => {
    const data = rows[part] ?? []
    return data.length === 0 ? [] : [{ part, data }]
  })
}

/**
 * Writes all of a plan by one statement, so that nobody ever reads half of it. Whoever calls has
 * locked the cart.
 */
export async function writeCart(db: Queryable, cartId: string, write: CartWrite): Promise<void> {
  if (write.length === 0) {
    return
  }
  const clauses = write.map(
    ({ part }, index) => `${part} AS (${parts[part].replaceAll("$DATA", `$${index + 2}`)})`
  )
  await db.query(
    `WITH ${clauses.join(",\n")}
     UPDATE cart SET updated_at = now() WHERE id = $1`,
    [cartId, ...write.map(({ data }) => JSON.stringify(data))]
  )
}
