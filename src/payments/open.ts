import { asValue } from "@medusajs/framework/awilix"
import type { MedusaContainer } from "@medusajs/framework/types"
import type { Logger } from "pino"
import type { ReadModel } from "../../modules/read-model/read-model"
import type { ServingEnv } from "../lib/env"
import type { Settings } from "../../modules/setting/settings"
import { PAYMENTS_CONTEXT, type PaymentsContext } from "./context"
import { openGateways } from "./gateways"
import { startPaymentsWorker } from "./worker"

export type OpenPayments = { context: PaymentsContext; stop: () => Promise<void> }

/** What payments are opened with. */
export type PaymentsOptions = {
  env: ServingEnv
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
  const { env, container, readModel, settings, logger } = options
  const context: PaymentsContext = {
    container,
    pool: readModel.projectorPool,
    callbackTokens: { mpesa: env.MPESA_CALLBACK_TOKEN, emola: env.EMOLA_CALLBACK_TOKEN },
    gateways: openGateways(env, env.NODE_ENV === "production"),
    settings,
    logger,
    pauseFactor: env.PAYMENT_PAUSE_FACTOR,
    project: (collection, ids) => readModel.projectNow(collection, ids),
    wake: () => worker?.wake(),
  }
  const worker = env.WORKER_MODE === "server" ? undefined : startPaymentsWorker(context)
  container.register({ [PAYMENTS_CONTEXT]: asValue(context) })
  return {
    context,
    stop: async () => {
      await worker?.stop()
    },
  }
}
