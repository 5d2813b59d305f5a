import type { MongoMigration } from "../modules/read-model/mongo/migrate"
import { catalogue } from "./0001-catalogue"
import { handles } from "./0002-handles"
import { accounts } from "./0003-accounts"
import { carts } from "./0004-carts"
import { orders } from "./0005-orders"

/** Every migration of the read model, in order. */
export const mongoMigrations: readonly MongoMigration[] = [
  catalogue,
  handles,
  accounts,
  carts,
  orders,
]
