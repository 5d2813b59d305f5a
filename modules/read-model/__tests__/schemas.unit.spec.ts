import { createConnection, type SchemaType } from "mongoose"
import { projectionOf, projections } from "../collections"
import { openMongo } from "../mongo/connection"
import { MongoNotConnectedError } from "../mongo/driver"
import { openModels } from "../mongo/models"
import { contractFields } from "./contract-fields"

const names = projections.map((projection) => projection.collection)

/** A path's type as the contract writes it. */
function typeOf(collection: string, path: string): string | undefined {
  // mongoose's types leave out that there may be none.
  const type = projectionOf(collection).schema.path(path) as SchemaType | undefined
  const element = type?.getEmbeddedSchemaType()
  return element === undefined ? type?.instance : `[${element.instance}]`
}

function enumOf(collection: string, path: string): unknown {
  return projectionOf(collection).schema.path(path).options.enum
}

it("every collection is held against the contract", () => {
  expect(Object.keys(contractFields).sort()).toEqual([...names].sort())
})

describe.each(names)("the schema of %s", (collection) => {
  const { schema } = projectionOf(collection)
  const fields = (contractFields[collection] ?? "")
    .split(",")
    .map((field) => field.trim().split(" ") as [string, string])

  it.each(fields)("has %s as %s", (path, type) => {
    expect(typeOf(collection, path)).toBe(type)
  })

  it("keeps every document's id, Medusa's id and version", () => {
    expect(["_id", "medusaId", "version"].map((path) => typeOf(collection, path))).toEqual([
      "ObjectId",
      "String",
      "BigInt",
    ])
  })

  it("is strict and leaves collections and indexes to migrations", () => {
    expect(schema.get("strict")).toBe("throw")
    expect(schema.get("strictQuery")).toBe("throw")
    expect(schema.get("versionKey")).toBe(false)
    expect(schema.get("autoIndex")).toBe(false)
    expect(schema.get("autoCreate")).toBe(false)
    expect(schema.get("collection")).toBe(collection)
  })
})

it("leaves out what is never public, unless it is asked for", () => {
  const hidden = projections.flatMap(({ collection, schema }) =>
    Object.entries(schema.paths)
      .filter(([, type]) => type.options.select === false)
      .map(([path]) => `${collection}.${path}`)
  )
  expect(hidden.sort()).toEqual([
    "carts.sessionId",
    "orders.commission",
    "orders.sellerAmount",
    "orders.sellerNotes",
    "payments.gatewayData",
    "products.costPrice",
    "products.minStock",
    "sellers.approvedBy",
    "sellers.bankInfo",
    "sellers.commissionRate",
    "sellers.minimumPayout",
    "users.emailVerificationToken",
    "users.lockUntil",
    "users.loginAttempts",
    "users.password",
    "users.passwordResetExpires",
    "users.passwordResetToken",
    "users.twoFactorSecret",
  ])
})

it("knows the contract's statuses", () => {
  expect(enumOf("sellers", "status")).toEqual(["pending", "approved", "rejected", "suspended"])
  expect(enumOf("products", "status")).toEqual(["draft", "active", "inactive", "out_of_stock"])
})

it("takes an empty text for a value", async () => {
  const Category = createConnection().model("categories", projectionOf("categories").schema)
  const refusal = await new Category({ description: "" })
    .validate()
    .catch((error: unknown) => error)
  expect(refusal).toHaveProperty("errors.name")
  expect(refusal).not.toHaveProperty("errors.description")
})

it("gives no model while no server answers", async () => {
  const mongo = openMongo("mongodb://127.0.0.1:1/none")
  expect(() => openModels(mongo)("products")).toThrow(MongoNotConnectedError)
  await mongo.close()
})
