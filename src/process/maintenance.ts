import type { Logger } from "pino"
import { Counter, type Registry } from "prom-client"
import { productChecks } from "../../modules/catalog/search/check"
import { purgeTombstones, refreshVocabulary } from "../../modules/catalog/search/postgres"
import { forgetOldKeys } from "../../modules/idempotency/store/keys"
import { purgeMongoTombstones } from "../../modules/read-model/mongo/purge-tombstones"
import type { ReadModel } from "../../modules/read-model/read-model"
import { startAntiEntropy } from "../../modules/read-model/verify/anti-entropy"

/** A deletion's traces are kept this long: longer than any upsert can be under way. */
const tombstoneMinutes = 15
const purgePause = 5 * 60_000
const vocabularyPause = 6 * 60 * 60_000

export type Maintenance = { stop: () => Promise<void> }

/** Starts what keeps the read model tidy in the background: purging, counting words, anti-entropy. */
export function startMaintenance(
  readModel: ReadModel,
  registry: Registry,
  logger: Logger
): Maintenance {
  const repaired = new Counter({
    name: "projection_repairs_total",
    help: "Documents that differed from Postgres and were projected again",
    registers: [registry],
  })
  const antiEntropy = startAntiEntropy({
    readModel,
    followers: { products: productChecks(readModel.projectorPool) },
    onRepair: (differences) => {
      repaired.inc(new Set(differences.map((difference) => difference.id)).size)
      logger.error(
        { differences: differences.slice(0, 20) },
        "the read model differed and is repaired"
      )
    },
    onUnprojectable: (differences) => {
      logger.error(
        { differences: differences.slice(0, 20) },
        "rows make no document: mend them, see the dead letters"
      )
    },
    onError: (message) => {
      logger.warn({ message }, "a step of anti-entropy failed")
    },
  })
  const every = (pause: number, name: string, work: () => Promise<unknown>) =>
    setInterval(() => {
      work().catch((error: unknown) => {
        logger.warn({ err: error, job: name }, "a maintenance job failed and will run again")
      })
    }, pause).unref()

  const timers = [
    every(purgePause, "forget idempotency keys", () => forgetOldKeys(readModel.projectorPool)),
    every(purgePause, "purge tombstones", async () => {
      await purgeMongoTombstones(readModel, tombstoneMinutes)
      await purgeTombstones(
        readModel.projectorPool,
        new Date(Date.now() - tombstoneMinutes * 60_000)
      )
    }),
    every(vocabularyPause, "count words", () => refreshVocabulary(readModel.projectorPool)),
  ]
  return {
    stop: async () => {
      timers.forEach(clearInterval)
      await antiEntropy.stop()
    },
  }
}
