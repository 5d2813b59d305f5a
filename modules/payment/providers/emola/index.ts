import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { SliceProvider } from "../slice-provider"

/** e-Mola (Movitel): `pp_emola`. */
class EmolaPaymentProvider extends SliceProvider {
  static override identifier = "emola"
}

export default ModuleProvider(Modules.PAYMENT, { services: [EmolaPaymentProvider] })
