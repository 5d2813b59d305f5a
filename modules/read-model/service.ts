import { MedusaService } from "@medusajs/framework/utils"
import { DeadLetter } from "./models/dead-letter"

/** Lists the documents that could not be projected. */
export class ReadModelModuleService extends MedusaService({ DeadLetter }) {}
