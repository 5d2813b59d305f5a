import type { MongoMigration } from "../modules/read-model/mongo/migrate"

export const accounts: MongoMigration = {
  name: "0003-accounts",
  up: async (db) => {
    await db.collection("users").createIndexes([
      // An admin looks a person up; Postgres holds that an e-mail is one account's
      { key: { email: 1 }, name: "email" },
      // Admins list accounts by role, the newest first
      { key: { role: 1, createdAt: -1, _id: 1 }, name: "role_created" },
      {
        key: { deletedAt: 1 },
        name: "tombstones",
        partialFilterExpression: { deletedAt: { $exists: true } },
      },
    ])
  },
}
