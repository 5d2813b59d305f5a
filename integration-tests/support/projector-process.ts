import { followProducts } from "../../modules/catalog/search/follower"
import { openProductSearch } from "../../modules/catalog/search/open"
import { openPool } from "../../modules/read-model/postgres/pool"
import { openReadModel } from "../../modules/read-model/read-model"

/** A projector and nothing else, in a process that a test may kill at any moment. */
const pool = openPool(process.env.DATABASE_URL ?? "")
const readModel = openReadModel({
  pool,
  mongoUri: process.env.MONGO_URI ?? "",
  followers: { products: followProducts(openProductSearch(pool, {})) },
})
readModel.startProjector({
  onError: (message) => process.stderr.write(`${message}\n`),
})
process.send?.({ ready: true })
