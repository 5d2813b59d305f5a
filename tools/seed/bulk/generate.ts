import { randomOf, type Random } from "../pictures/random"
import { closingSentences, originSentences, qualifiers } from "./words"
import { places, type Place } from "./places"
import { templates } from "./templates"

export type BulkVariant = {
  value: string
  sku: string
  priceCents: number
  priceUsdCents: number
  stock: number
}

export type BulkProduct = {
  index: number
  /** The demonstration's product it is made after: category, tags, nutrition and picture. */
  template: (typeof templates)[number]
  handle: string
  name: string
  description: string
  shortDescription: string
  status: "published" | "draft" | "proposed"
  place: Place
  optionName: string
  /** One to three; the first is the usual one. */
  variants: BulkVariant[]
  comparePriceCents: number | null
  costPriceCents: number
  minStock: number
  maxStock: number
  isOrganic: boolean
  isFeatured: boolean
  isBestSeller: boolean
  isSwitchedOff: boolean
  salesCount: number
  ratingSum: number
  reviewCount: number
  createdAt: Date
  /** From 0 up to 1: which of the sellers it belongs to, the first ones having the most. */
  sellerShare: number
}

/** The first generated product appears here; each one after it half a minute later. */
const firstDay = Date.UTC(2025, 0, 1)

const packs = [1, 3, 6]

/** Lowercase ASCII words joined by hyphens. */
export function slugOf(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
}

function makeVariants(unit: string, unitCents: number, sku: string, random: Random): BulkVariant[] {
  const chance = random.next()
  const count = chance < 0.7 ? 1 : chance < 0.88 ? 2 : 3
  return packs.slice(0, count).map((size) => {
    // A pack is a tenth cheaper than its units, in whole meticais.
    const priceCents = size === 1 ? unitCents : Math.round((unitCents * size * 0.9) / 100) * 100
    return {
      value: size === 1 ? unit : `${size} × ${unit}`,
      sku: `${sku}-${size}`,
      priceCents,
      priceUsdCents: Math.max(1, Math.round(priceCents / 64)),
      stock: random.next() < 0.06 ? 0 : random.whole(3, 400),
    }
  })
}

function makeOpinions(random: Random) {
  // Squared, so that few products have sold much, as in a shop.
  const salesCount = Math.floor(random.next() ** 4 * 4000)
  const reviewCount = Math.floor(salesCount * random.between(0, 0.12))
  return { salesCount, reviewCount, ratingSum: Math.round(reviewCount * random.between(3.4, 4.95)) }
}

/** The `index`-th product of a catalogue, from 0; the same seed gives the same product. */
export function generateProduct(seed: number, index: number): BulkProduct {
  const random = randomOf(`product ${seed} ${index}`)
  const template = random.pick(templates)
  const place = random.pick(places)
  const name = `${template.baseName} ${random.pick(qualifiers)} de ${place.district}`
  const origin = random
    .pick(originSentences)
    .replace("{district}", place.district)
    .replace("{province}", place.province)
  const sku = `G${seed}-${String(index).padStart(7, "0")}`
  const unitCents = Math.max(
    500,
    Math.round((template.priceCents * random.between(0.6, 1.8)) / 100) * 100
  )
  const variants = makeVariants(template.unit, unitCents, sku, random)
  const status = random.next()
  const stock = variants.reduce((sum, variant) => sum + variant.stock, 0)
  return {
    index,
    template,
    handle: `${slugOf(name)}-g${seed}-${index}`,
    name,
    description: `${template.description} ${origin} ${random.pick(closingSentences)}`,
    shortDescription: `${template.baseName} de ${place.district}, ${place.province}.`,
    status: status < 0.97 ? "published" : status < 0.99 ? "draft" : "proposed",
    place,
    optionName: variants.length === 1 ? "Unidade" : "Embalagem",
    variants,
    comparePriceCents:
      random.next() < 0.15 ? Math.round((unitCents * random.between(1.1, 1.4)) / 100) * 100 : null,
    costPriceCents: Math.round(unitCents * random.between(0.4, 0.7)),
    minStock: random.whole(2, 20),
    maxStock: Math.max(50, stock + random.whole(10, 200)),
    isOrganic: template.isOrganic && random.next() < 0.92,
    isFeatured: random.next() < 0.02,
    isBestSeller: random.next() < 0.03,
    isSwitchedOff: random.next() < 0.005,
    ...makeOpinions(random),
    createdAt: new Date(firstDay + index * 30_000),
    sellerShare: random.next() ** 2,
  }
}
