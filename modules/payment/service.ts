import { MedusaService } from "@medusajs/framework/utils"
import { GatewayExchange } from "./models/gateway-exchange"
import { PaymentAttempt } from "./models/payment-attempt"
import { PaymentRefund } from "./models/payment-refund"

/** Reads what was asked of gateways and what they answered. What must be decided at once is SQL in `store/`. */
export class GatewayPaymentModuleService extends MedusaService({
  GatewayExchange,
  PaymentAttempt,
  PaymentRefund,
}) {}
