import { MedusaService } from "@medusajs/framework/utils"
import { WishlistItem } from "./models/wishlist-item"

/** Products that people want to come back to. */
export class WishlistModuleService extends MedusaService({ WishlistItem }) {}
