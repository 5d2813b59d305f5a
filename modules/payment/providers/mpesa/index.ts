import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { SliceProvider } from "../slice-provider"

/** M-Pesa (Vodacom): `pp_mpesa`. */
class MpesaPaymentProvider extends SliceProvider {
  static override identifier = "mpesa"
}

export default ModuleProvider(Modules.PAYMENT, { services: [MpesaPaymentProvider] })
