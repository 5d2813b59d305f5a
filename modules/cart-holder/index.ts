import { Module } from "@medusajs/framework/utils"
import { CartHolderModuleService } from "./service"

export const CART_HOLDER_MODULE = "cart_holder"

export default Module(CART_HOLDER_MODULE, { service: CartHolderModuleService })
