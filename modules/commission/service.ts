import { MedusaService } from "@medusajs/framework/utils"
import { CommissionLine } from "./models/commission-line"
import { CommissionRule } from "./models/commission-rule"

/** Rules of commission, and what they came to on each line of an order. */
export class CommissionModuleService extends MedusaService({ CommissionLine, CommissionRule }) {}
