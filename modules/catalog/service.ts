import { MedusaService } from "@medusajs/framework/utils"
import { CatalogProduct } from "./models/catalog-product"
import { ProductStat } from "./models/product-stat"
import { ProductView } from "./models/product-view"

/** Reads and writes what the marketplace adds to Medusa's products. */
export class CatalogModuleService extends MedusaService({
  CatalogProduct,
  ProductStat,
  ProductView,
}) {}
