import { MedusaService } from "@medusajs/framework/utils"
import { CartHolder } from "./models/cart-holder"

/** Which of Medusa's carts is whose at /v1. */
export class CartHolderModuleService extends MedusaService({ CartHolder }) {}
