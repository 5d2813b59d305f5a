import { MedusaService } from "@medusajs/framework/utils"
import { Seller } from "./models/seller"
import { SellerStat } from "./models/seller-stat"

/** Reads and writes sellers and their counters. */
export class SellerModuleService extends MedusaService({ Seller, SellerStat }) {}
