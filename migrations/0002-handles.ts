import type { MongoMigration } from "../modules/read-model/mongo/migrate"

/**
 * Handles are unique in Postgres. Two documents that swap theirs have the same one for
 * a moment here, since each is written by itself: a unique index refused both for good.
 */
export const handles: MongoMigration = {
  name: "0002-handles",
  up: async (db) => {
    for (const name of ["products", "categories", "sellers"]) {
      const collection = db.collection(name)
      // First the new one, whose longer key makes it another index, then away with the old:
      // somebody asks by slug at any time.
      await collection.createIndexes([
        {
          key: { slug: 1, _id: 1 },
          name: "slug_id",
          partialFilterExpression: { slug: { $exists: true } },
        },
      ])
      if (await collection.indexExists("slug")) {
        await collection.dropIndex("slug")
      }
    }
  },
}
