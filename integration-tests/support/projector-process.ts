import { followProducts } from "../../modules/catalog/search/follower"
import { openProductSearch } from "../../modules/catalog/search/open"
import { openReadModel } from "../../modules/read-model/read-model"

/** A projector and nothing else, in a process that a test may kill at any moment. */
const readModel = openReadModel({
  databaseUrl: process.env.DATABASE_URL ?? "",
  mongoUri: process.env.MONGO_URI ?? "",
  followers: (pool) => ({ products: followProducts(openProductSearch(pool, {})) }),
})
readModel.startProjector({
  onError: (message) => process.stderr.write(`${message}\n`),
})
process.send?.({ ready: true })
