import type { MongoMigration } from "../modules/read-model/mongo/migrate"

/** What purges tombstones looks for their age. */
const tombstones = {
  key: { deletedAt: 1 },
  name: "tombstones",
  partialFilterExpression: { deletedAt: { $exists: true } },
} as const

export const carts: MongoMigration = {
  name: "0004-carts",
  up: async (db) => {
    await db.collection("carts").createIndexes([
      // A person's cart, for whoever supports them
      { key: { userId: 1, updatedAt: -1 }, name: "user" },
      // A guest's
      { key: { sessionId: 1 }, name: "session" },
      // Which expire when; they are taken away in Postgres, not by an index
      { key: { expiresAt: 1 }, name: "expires" },
      // Who has a product in a cart
      { key: { "items.productId": 1 }, name: "product" },
      tombstones,
    ])
    await db.collection("wishlists").createIndexes([
      // A person's wishlist, the newest first
      { key: { userId: 1, addedAt: -1, _id: 1 }, name: "user" },
      // Who wishes for a product
      { key: { productId: 1 }, name: "product" },
      tombstones,
    ])
  },
}
