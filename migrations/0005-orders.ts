import type { MongoMigration } from "../modules/read-model/mongo/migrate"

const tombstones = {
  key: { deletedAt: 1 },
  name: "tombstones",
  partialFilterExpression: { deletedAt: { $exists: true } },
} as const

export const orders: MongoMigration = {
  name: "0005-orders",
  up: async (db) => {
    await db.collection("orders").createIndexes([
      // A buyer's orders, the newest first; by status too
      { key: { userId: 1, createdAt: -1, _id: -1 }, name: "user_created" },
      // A seller's orders, the newest first
      { key: { sellerId: 1, createdAt: -1, _id: -1 }, name: "seller_created" },
      // What was paid at once
      { key: { orderGroupId: 1 }, name: "group" },
      // Staff look an order up by its number
      { key: { orderNumber: 1 }, name: "number" },
      tombstones,
    ])
    await db.collection("payments").createIndexes([
      // The payment of an order
      { key: { orderId: 1 }, name: "order" },
      tombstones,
    ])
  },
}
