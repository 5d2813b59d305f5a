import type { MongoMigration } from "../modules/read-model/mongo/migrate"
import { catalogue } from "./0001-catalogue"
import { handles } from "./0002-handles"
import { accounts } from "./0003-accounts"

/** Every migration of the read model, in order. */
export const mongoMigrations: readonly MongoMigration[] = [catalogue, handles, accounts]
