import { defineLink } from "@medusajs/framework/utils"
import ProductModule from "@medusajs/medusa/product"
import CatalogModule from "../../modules/catalog"

export default defineLink(
  { linkable: ProductModule.linkable.product, deleteCascade: false },
  { linkable: CatalogModule.linkable.catalogProduct, deleteCascade: true },
  { database: { table: "product_catalog_product" } }
)
