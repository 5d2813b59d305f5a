import { mongo, Types } from "mongoose"
import { projectionOf, projections } from "../collections"
import { toCartDocument } from "../collections/carts/document"
import { toOrderDocument } from "../collections/orders/document"
import { toPaymentDocument } from "../collections/payments/document"
import { toCategoryDocument } from "../collections/categories/document"
import { toProductDocument } from "../collections/products/document"
import { toSellerDocument } from "../collections/sellers/document"
import { toSettingDocument } from "../collections/system-settings/document"
import { toUserDocument } from "../collections/users/document"
import { toWishlistDocument } from "../collections/wishlists/document"
import { misfittingPaths } from "../verify/schema-paths"
import {
  cartRow,
  categoryRow,
  orderRow,
  paymentRow,
  productRow,
  sellerRow,
  userRow,
  wishlistRow,
} from "./rows"

const setting = {
  id: "general.page_size",
  value: 30,
  updated_by: null,
  created_at: null,
  updated_at: null,
}

/** A document of each collection as it comes back from Mongo. */
const documents: Record<string, object> = {
  categories: { ...toCategoryDocument(categoryRow), version: 1 },
  sellers: { ...toSellerDocument(sellerRow), version: 1 },
  products: { ...toProductDocument(productRow), version: 1 },
  system_settings: { ...toSettingDocument(setting), version: 1 },
  users: { ...toUserDocument(userRow), version: 1 },
  carts: { ...toCartDocument(cartRow), version: 1 },
  orders: { ...toOrderDocument(orderRow), version: 1 },
  payments: { ...toPaymentDocument(paymentRow), version: 1 },
  wishlists: { ...toWishlistDocument(wishlistRow), version: 1 },
}

const names = projections.map((projection) => projection.collection)

function misfits(collection: string, document: unknown): readonly string[] {
  return misfittingPaths(projectionOf(collection).schema, document)
}

function isBranch(value: unknown): value is Record<string, unknown> {
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype
}

/** Paths of all values that hold no others. */
function leaves(value: unknown, path = ""): string[] {
  return value !== null && isBranch(value)
    ? Object.entries(value).flatMap(([key, below]) =>
        leaves(below, path === "" ? key : `${path}.${key}`)
      )
    : [path]
}

/** A copy with another value at one path. */
function planted(value: unknown, path: string, other: unknown): unknown {
  if (path === "") {
    return other
  }
  const [key = "", ...rest] = path.split(".")
  const branch = value as Record<string, unknown>
  const copy = (Array.isArray(value) ? [...value] : { ...branch }) as Record<string, unknown>
  copy[key] = planted(branch[key], rest.join("."), other)
  return copy
}

describe.each(names)("a document of %s", (collection) => {
  const document = documents[collection]

  it("fits as it is projected", () => {
    expect(misfits(collection, document)).toEqual([])
  })

  it.each(leaves(document).filter((path) => path !== "value"))(
    "is reported for a wrong type at %s",
    (path) => {
      expect(misfits(collection, planted(document, path, new mongo.BSON.MaxKey()))).toEqual([path])
    }
  )

  it("is reported for a field nobody declared", () => {
    expect(misfits(collection, { ...document, nickname: "x" })).toEqual(["nickname"])
  })
})

describe("what mongoose would cast, or overlook, is reported", () => {
  const { products = {}, sellers = {} } = documents

  it.each([
    ["a price in text", "price", "100"],
    ["a price that is no number", "price", Number.NaN],
    ["a number for a flag", "isPublic", 1],
    ["an id in text", "sellerId", new Types.ObjectId().toHexString()],
    ["a date in text", "createdAt", "2026-01-01T00:00:00.000Z"],
    ["a date that is none", "createdAt", new Date(Number.NaN)],
    ["a status of Medusa's", "status", "published"],
    ["nothing where there always is a name", "name", null],
    ["one tag that is no list", "tags", "mel"],
    ["an id in text in a list", "categoryPath.0", "65920080ffffffffffffffff"],
    ["an undeclared field in a list", "variants.0.options.0.cost", 5],
    ["a text for an object", "dimensions", "8x8"],
    ["nothing for an object", "seo", null],
    ["a fraction for a version", "version", 1.5],
  ])("%s", (_what, path, value) => {
    expect(misfits("products", planted(products, path, value))).toEqual([path])
  })

  it("a day beyond Saturday", () => {
    expect(misfits("sellers", planted(sellers, "businessHours.0.day", 7))).toEqual([
      "businessHours.0.day",
    ])
  })

  it("several paths at once", () => {
    const both = planted(planted(products, "seo.title", 1), "tags", null)
    expect([...misfits("products", both)].sort()).toEqual(["seo.title", "tags"])
  })
})

it.each([7, 7n, mongo.Long.fromBigInt(2n ** 60n)])("a version may be read as %p", (version) => {
  expect(misfits("products", { ...documents.products, version })).toEqual([])
})

it("may lack what not every product has", () => {
  const bare = { ...documents.products, price: null, sellerId: null, mainImage: null, stock: null }
  expect(misfits("products", bare)).toEqual([])
})
