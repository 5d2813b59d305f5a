import type { Logger } from "pino"
import type { Registry } from "prom-client"
import type { ReadModel } from "../../modules/read-model/read-model"
import { startMaintenance } from "./maintenance"
import { createProjectionMetrics } from "./projection-metrics"

export type Background = { stop: () => Promise<void> }

/** Starts what a worker does beside Medusa's jobs: the projector and the read model's upkeep. */
export function startBackground(
  readModel: ReadModel,
  registry: Registry,
  logger: Logger
): Background {
  const maintenance = startMaintenance(readModel, registry, logger)
  const metrics = createProjectionMetrics(registry, readModel.projectorPool)
  const projector = readModel.startProjector({
    onBatch: metrics.onBatch,
    onError: (message) => {
      metrics.onError()
      logger.error({ message }, "projection failed and will be tried again")
    },
  })
  return {
    stop: async () => {
      await maintenance.stop()
      await projector.stop()
    },
  }
}
