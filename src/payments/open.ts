import { asValue } from "@medusajs/framework/awilix"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { Logger } from "pino"
import type { ReadModel } from "../../modules/read-model/read-model"
import type { Settings } from "../../modules/setting/settings"
import { PAYMENTS_CONTEXT, type PaymentsContext } from "./context"
import { openGateways } from "./gateways"
import { startPaymentsWorker } from "./worker"

export type OpenPayments = { context: PaymentsContext; stop: () => Promise<void> }

/** What payments are opened with; `works` where this process calls gateways. */
export type PaymentsOptions = {
  variables: Readonly<Record<string, string | undefined>>
  production: boolean
  works: boolean
  container: MedusaContainer
  readModel: ReadModel
  settings: Settings
  logger: Logger
}

/**
 * Opens what paying, refunding and settling work with, for `/v1`, Medusa's routes and the
 * gateways' callbacks alike.
 *
 * @throws Error that names a variable of the gateways' which is missing or unfit.
 */
export function openPayments(options: PaymentsOptions): OpenPayments {
  const { variables, production, container, readModel, settings, logger } = options
  const context: PaymentsContext = {
    container,
    pool: readModel.projectorPool,
    gateways: openGateways(variables, production),
    settings,
    logger,
    pauseFactor: Number(variables.PAYMENT_PAUSE_FACTOR ?? 1),
    project: (collection, ids) => readModel.projectNow(collection, ids),
    wake: () => worker?.wake(),
  }
  const worker = options.works ? startPaymentsWorker(context) : undefined
  container.register({ [PAYMENTS_CONTEXT]: asValue(context) })
  return {
    context,
    stop: async () => {
      await worker?.stop()
    },
  }
}
