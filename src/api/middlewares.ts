import { defineMiddlewares } from "@medusajs/framework/http"
import { adminCustomerMiddlewares } from "./admin/customers/middlewares"
import { adminOrderMiddlewares } from "./admin/orders/middlewares"
import { adminSettingMiddlewares } from "./admin/marketplace-settings/middlewares"
import { adminSellerMiddlewares } from "./admin/sellers/middlewares"
import { supportMiddlewares } from "./admin/support/middlewares"
import { hookMiddlewares } from "./hooks/middlewares"
import { storeCartMiddlewares } from "./store/carts/middlewares"
import { storeOrderMiddlewares } from "./store/orders/middlewares"
import { storeProductMiddlewares } from "./store/products/middlewares"
import { vendorMiddlewares } from "./vendor/middlewares"

/** What stands before our own routes and Medusa's; each resource keeps its part beside its routes. */
export default defineMiddlewares({
  routes: [
    ...adminCustomerMiddlewares,
    ...adminOrderMiddlewares,
    ...adminSellerMiddlewares,
    ...adminSettingMiddlewares,
    ...hookMiddlewares,
    ...storeCartMiddlewares,
    ...storeOrderMiddlewares,
    ...storeProductMiddlewares,
    ...supportMiddlewares,
    ...vendorMiddlewares,
  ],
})
