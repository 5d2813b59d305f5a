import { allow } from "./fields"

const totals = [
  "total",
  "subtotal",
  "tax_total",
  "discount_total",
  "discount_subtotal",
  "discount_tax_total",
  "original_total",
  "original_subtotal",
  "original_tax_total",
  "item_total",
  "item_subtotal",
  "item_tax_total",
  "item_discount_total",
  "original_item_total",
  "original_item_subtotal",
  "original_item_tax_total",
  "shipping_total",
  "shipping_subtotal",
  "shipping_tax_total",
  "shipping_discount_total",
  "original_shipping_total",
  "original_shipping_subtotal",
  "original_shipping_tax_total",
  "credit_line_total",
  "credit_line_subtotal",
  "credit_line_tax_total",
  "refundable_total",
]

/** What the order's own module keeps of it; other modules' rows are listed column by column. */
const ofTheOrder = [
  "items",
  "items.detail",
  "items.tax_lines",
  "items.adjustments",
  "shipping_address",
  "billing_address",
  "shipping_methods",
  "shipping_methods.tax_lines",
  "shipping_methods.adjustments",
  "credit_lines",
  "fulfillments.items",
  "fulfillments.labels",
]

/**
 * What support sees of an order: what the dashboard's pages of orders show. Left out are what
 * payment providers and carriers keep with their rows (`data`), metadata of others, and every
 * way on to sellers and their accounts.
 */
export const supportOrderFields = allow(
  {
    "": [
      "id",
      "display_id",
      "custom_display_id",
      "status",
      "version",
      "summary",
      "metadata",
      "locale",
      "email",
      "currency_code",
      "customer_id",
      "region_id",
      "sales_channel_id",
      "created_at",
      "updated_at",
      "canceled_at",
      ...totals,
    ],
    customer: ["id", "email", "first_name", "last_name", "phone", "company_name", "has_account"],
    region: ["id", "name", "currency_code", "automatic_taxes"],
    sales_channel: ["id", "name"],
    promotions: ["id", "code"],
    order_change: ["id", "status", "change_type", "version", "created_at"],
    "items.variant": ["id", "title", "sku", "barcode", "product_id", "manage_inventory"],
    "items.variant.options": ["id", "value", "option_id"],
    "items.variant.product": ["id", "title", "handle", "thumbnail", "status"],
    "items.variant.inventory_items": ["required_quantity"],
    "items.variant.inventory_items.inventory": ["id", "sku", "title"],
    fulfillments: [
      "id",
      "location_id",
      "provider_id",
      "shipping_option_id",
      "requires_shipping",
      "packed_at",
      "shipped_at",
      "delivered_at",
      "canceled_at",
      "created_at",
    ],
    "fulfillments.shipping_option.service_zone.fulfillment_set": ["type"],
    payment_collections: [
      "id",
      "status",
      "amount",
      "authorized_amount",
      "captured_amount",
      "refunded_amount",
      "currency_code",
      "created_at",
      "completed_at",
    ],
    "payment_collections.payment_sessions": [
      "id",
      "status",
      "amount",
      "currency_code",
      "provider_id",
      "created_at",
    ],
    "payment_collections.payments": [
      "id",
      "amount",
      "currency_code",
      "provider_id",
      "payment_collection_id",
      "captured_at",
      "canceled_at",
      "created_at",
    ],
    "payment_collections.payments.captures": ["id", "amount", "created_at"],
    "payment_collections.payments.refunds": ["id", "amount", "note", "payment_id", "created_at"],
    "payment_collections.payments.refunds.refund_reason": ["id", "label", "code"],
  },
  ofTheOrder
)

/** The history on an order's page. */
export const supportOrderChangeFields = allow(
  {
    "": [
      "id",
      "order_id",
      "return_id",
      "claim_id",
      "exchange_id",
      "version",
      "change_type",
      "description",
      "status",
      "internal_note",
      "created_by",
      "requested_by",
      "requested_at",
      "confirmed_by",
      "confirmed_at",
      "declined_by",
      "declined_reason",
      "declined_at",
      "canceled_by",
      "canceled_at",
      "created_at",
      "updated_at",
    ],
  },
  ["actions"]
)

/** Lines that earlier versions of an order had. */
export const supportOrderItemFields = allow(
  { "": ["id", "order_id", "item_id", "version", "quantity", "created_at", "updated_at"] },
  ["item"]
)
