import { defineLink } from "@medusajs/framework/utils"
import SalesChannelModule from "@medusajs/medusa/sales-channel"
import SellerModule from "../../modules/seller"

export default defineLink(SellerModule.linkable.seller, SalesChannelModule.linkable.salesChannel, {
  database: { table: "seller_sales_channel" },
})
