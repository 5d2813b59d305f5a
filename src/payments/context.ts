import type { MedusaContainer } from "@medusajs/framework/types"
import type { Logger } from "pino"
import type { Pool } from "pg"
import type { MobileMoneyGateway } from "../../modules/payment/gateways/gateway"
import type { CardGateway } from "../../modules/payment/gateways/stripe/card-gateway"
import type { Settings } from "../../modules/setting/settings"

/** Gateways this process is configured for. */
export type Gateways = {
  mobile: Partial<Record<"mpesa" | "emola", MobileMoneyGateway>>
  card?: CardGateway | undefined
}

/** What paying, refunding and settling work with. */
export type PaymentsContext = {
  container: MedusaContainer
  pool: Pool
  gateways: Gateways
  /** The unguessable part of each operator's callback path; none is taken without. */
  callbackTokens: Record<"mpesa" | "emola", string | undefined>
  settings: Settings
  logger: Logger
  /** Shortens every pause between calls; tests set it below 1. */
  pauseFactor: number
  /** Brings documents of the read model up to date before an answer leaves. */
  project: (collection: "orders" | "payments" | "products", ids: readonly string[]) => Promise<void>
  /** Has the worker of this process, where it has one, look at once: something was queued. */
  wake: () => void
}

/** As Medusa's container knows it. */
export const PAYMENTS_CONTEXT = "payments_context"
