import { projectionOf, projections } from "../../modules/read-model/collections"
import { toObjectId } from "../../modules/read-model/collections/ids"
import { rebuildCollection } from "../../modules/read-model/rebuild/rebuild"
import { verifyCollection, type Difference } from "../../modules/read-model/verify/verify"
import { openReadModelWorld, type ReadModelWorld } from "../support/read-model"

let world: ReadModelWorld

/** The demonstration has sellers and their goods; these are of people who come to it. */
const plantings = [
  `INSERT INTO cart (id, currency_code) VALUES ('cart_01JD0000000000000000000001', 'mzn')`,
  `INSERT INTO cart_holder (id, cart_id, session_id)
   VALUES ('guest:0123456789abcdef', 'cart_01JD0000000000000000000001', '0123456789abcdef')`,
  `INSERT INTO cart_line_item (id, cart_id, title, quantity, unit_price, raw_unit_price, product_id, variant_id)
   SELECT 'cali_01JD0000000000000000000001', 'cart_01JD0000000000000000000001', 'Mel', 2, 85,
          '{"value":"85","precision":20}', product_id, id FROM product_variant LIMIT 1`,
  `INSERT INTO wishlist_item (id, account_id, product_id, seen_available)
   SELECT 'wish_01JD0000000000000000000001', 'acc_01JD0000000000000000000001', id, true FROM product LIMIT 1`,
]

beforeAll(async () => {
  world = await openReadModelWorld()
  for (const planting of plantings) {
    await world.pool.query(planting)
  }
  for (const projection of projections) {
    await rebuildCollection(world.pool, world.readModel.mongo.db(), projection)
  }
  // No projector runs here: what verify would wait for is rebuilt already.
  await world.pool.query("DELETE FROM projection_outbox")
})
afterAll(() => world.close())

async function firstId(collection: string): Promise<string> {
  const [id = ""] = await projectionOf(collection).listIds(world.pool, "", 1)
  expect(id).not.toBe("")
  return id
}

async function verify(collection: string): Promise<Difference[]> {
  const { documents, differences } = await verifyCollection(
    world.pool,
    world.readModel.collection(collection),
    projectionOf(collection)
  )
  expect(documents).toBeGreaterThan(0)
  return differences
}

/** Plants fields in a stored document, looks, and puts the document back. */
async function differencesWith(collection: string, fields: Record<string, unknown>) {
  const id = await firstId(collection)
  const _id = toObjectId(projectionOf(collection).idSeed(id))
  const stored = world.readModel.collection(collection)
  const before = await stored.findOne({ _id })
  await stored.updateOne({ _id }, { $set: fields })
  try {
    const differences = await verify(collection)
    return { id, differences, text: JSON.stringify(differences) }
  } finally {
    await stored.replaceOne({ _id }, before ?? {})
  }
}

async function sellerIdOf(productId: string): Promise<string> {
  const stored = await world.readModel
    .collection("products")
    .findOne({ _id: toObjectId(productId) })
  return String(stored?.sellerId)
}

it.each(projections.map(({ collection }) => collection))(
  "finds nothing in %s after a rebuild: every document fits its schema",
  async (collection) => {
    const [id] = await projectionOf(collection).listIds(world.pool, "", 1)
    expect(id === undefined ? [] : await verify(collection)).toEqual([])
  }
)

describe("a value that differs from Postgres", () => {
  it("is reported by its path and never by its value", async () => {
    const { id, differences, text } = await differencesWith("sellers", {
      "bankInfo.accountNumber": "planted-secret",
    })
    expect(differences).toEqual([{ collection: "sellers", id, path: "bankInfo.accountNumber" }])
    expect(text).not.toContain("planted-secret")
  })
})

describe("a field of a wrong type", () => {
  it("is reported once where its value differs too", async () => {
    const { id, differences } = await differencesWith("products", { price: "planted" })
    expect(differences).toEqual([{ collection: "products", id, path: "price" }])
  })

  it("is reported where it reads the same: an id in text", async () => {
    const sellerId = await sellerIdOf(await firstId("products"))
    const { id, differences } = await differencesWith("products", { sellerId })
    expect(differences).toEqual([{ collection: "products", id, path: "sellerId" }])
  })

  it("is reported where Postgres has no such field: the version", async () => {
    const { id, differences } = await differencesWith("categories", { version: "1" })
    expect(differences).toEqual([{ collection: "categories", id, path: "version" }])
  })

  it("is reported inside lists", async () => {
    const { id, differences } = await differencesWith("products", { "combinations.0._id": "x" })
    expect(differences).toEqual([{ collection: "products", id, path: "combinations.0._id" }])
  })
})

describe("a typed model", () => {
  it("leaves out private fields unless they are asked for", async () => {
    const Seller = world.readModel.model("sellers")
    const seller = await Seller.findOne({ status: "approved" }).lean()
    expect(seller).toHaveProperty("businessName")
    for (const field of ["bankInfo", "commissionRate", "minimumPayout", "approvedBy"]) {
      expect(seller).not.toHaveProperty(field)
    }
    const asked = await Seller.findOne({ status: "approved" }).select("+bankInfo").lean()
    expect(asked).toHaveProperty("bankInfo.accountNumber")
  })

  it("populates from the other collections", async () => {
    const product = await world.readModel
      .model("products")
      .findById(toObjectId(await firstId("products")))
      .populate<{ sellerId: { businessName: string } }>("sellerId")
      .orFail()
    expect(product.sellerId.businessName).toEqual(expect.any(String))
    expect(product.sellerId).not.toHaveProperty("bankInfo.accountNumber")
  })

  it("refuses a filter by a path that no document has", async () => {
    const Seller = world.readModel.model("sellers")
    await expect(Seller.findOne({ busines: "x" } as object).exec()).rejects.toThrow(/busines/)
  })

  it("does not see tombstones", async () => {
    const Product = world.readModel.model("products")
    const _id = toObjectId(await firstId("products"))
    const stored = world.readModel.collection("products")
    const before = await stored.findOne({ _id })
    const living = await Product.countDocuments()
    await stored.replaceOne(
      { _id },
      { medusaId: before?.medusaId, version: 9, deletedAt: new Date() }
    )
    try {
      expect(await Product.findById(_id)).toBeNull()
      expect(await Product.exists({ _id })).toBeNull()
      expect(await Product.find({ _id })).toEqual([])
      expect(await Product.countDocuments()).toBe(living - 1)
      expect(await Product.aggregate([{ $match: { _id } }])).toEqual([])
      expect(await Product.distinct("medusaId", { _id })).toEqual([])
    } finally {
      await stored.replaceOne({ _id }, before ?? {})
    }
  })

  it("writes nothing", async () => {
    const Category = world.readModel.model("categories")
    const category = await Category.findOne().orFail()
    const before = await world.readModel.collection("categories").find().toArray()
    const refusal = "by the projector alone"
    category.name = "Another"
    await expect(category.save({ validateBeforeSave: false })).rejects.toThrow(refusal)
    await expect(category.deleteOne().exec()).rejects.toThrow(refusal)
    await expect(Category.updateOne({}, { name: "Another" }).exec()).rejects.toThrow(refusal)
    await expect(Category.findByIdAndDelete(category._id).exec()).rejects.toThrow(refusal)
    await expect(Category.deleteMany().exec()).rejects.toThrow(refusal)
    await expect(Category.insertMany([category.toObject()])).rejects.toThrow(refusal)
    await expect(Category.create(category.toObject())).rejects.toThrow(refusal)
    await expect(
      Category.bulkWrite([{ deleteOne: { filter: { _id: category._id } } }])
    ).rejects.toThrow(refusal)
    expect(await world.readModel.collection("categories").find().toArray()).toEqual(before)
  })
})
