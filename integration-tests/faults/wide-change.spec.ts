import { setTimeout as delay } from "node:timers/promises"
import { openPool } from "../../modules/read-model/postgres/pool"
import { openReadModel } from "../../modules/read-model/read-model"
import { objectIdOf } from "../../src/lib/object-id"
import { seedBulk } from "../../tools/seed/bulk"
import { verifyAll } from "../support/read-model"
import { until } from "../support/until"
import { openWorld, outboxIsEmpty, type World } from "../support/world"

const full = process.env.FAULTS === "full"
const products = full ? 10_000 : 800
/**
 * Longest from a single product's change to its answer while a wide change is under way, and
 * until a suspended seller's goods are gone, in milliseconds. The promise is held in full by
 * `npm run test:faults`; a short run may be on a stand-in of MongoDB that is ten times slower.
 */
const patience = full ? 2_000 : 8_000
const untilGone = full ? 5_000 : 12_000
