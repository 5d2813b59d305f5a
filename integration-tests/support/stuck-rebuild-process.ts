import { projectionOf } from "../../modules/read-model/collections"
import { openMongo } from "../../modules/read-model/mongo/connection"
import { openPool } from "../../modules/read-model/postgres/pool"
import { rebuildCollection } from "../../modules/read-model/rebuild/rebuild"

/** A rebuild of the products that never gets beyond its first page, to be killed. */
const pool = openPool(process.env.DATABASE_URL ?? "")
const mongo = openMongo(process.env.MONGO_URI ?? "")

async function main(): Promise<void> {
  await mongo.ready()
  await rebuildCollection(pool, mongo.db(), {
    ...projectionOf("products"),
    readRows: () => {
      process.send?.({ ready: true })
      return new Promise(() => undefined)
    },
  })
}

void main()
