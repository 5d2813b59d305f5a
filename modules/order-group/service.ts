import { MedusaService } from "@medusajs/framework/utils"
import { GroupOrder } from "./models/group-order"
import { OrderGroup } from "./models/order-group"

/** Groups of orders that were placed and are paid together. */
export class OrderGroupModuleService extends MedusaService({ GroupOrder, OrderGroup }) {}
