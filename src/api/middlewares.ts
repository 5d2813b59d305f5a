import { defineMiddlewares } from "@medusajs/framework/http"
import { adminSettingMiddlewares } from "./admin/marketplace-settings/middlewares"
import { adminSellerMiddlewares } from "./admin/sellers/middlewares"
import { storeProductMiddlewares } from "./store/products/middlewares"
import { vendorMiddlewares } from "./vendor/middlewares"

/** What stands before our own routes and Medusa's; each resource keeps its part beside its routes. */
export default defineMiddlewares({
  routes: [
    ...adminSellerMiddlewares,
    ...adminSettingMiddlewares,
    ...storeProductMiddlewares,
    ...vendorMiddlewares,
  ],
})
