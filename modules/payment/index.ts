import { Module } from "@medusajs/framework/utils"
import { GatewayPaymentModuleService } from "./service"

/** Apart from Medusa's own Payment Module, whose providers it stands behind. */
export const GATEWAY_PAYMENT_MODULE = "gateway_payment"

export default Module(GATEWAY_PAYMENT_MODULE, { service: GatewayPaymentModuleService })
