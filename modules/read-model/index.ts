import { Module } from "@medusajs/framework/utils"
import { ReadModelModuleService } from "./service"

export const READ_MODEL_MODULE = "readModel"

export default Module(READ_MODEL_MODULE, { service: ReadModelModuleService })
