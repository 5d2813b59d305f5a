import { model } from "@medusajs/framework/utils"

/**
 * A farm, cooperative or shop that sells on the marketplace. Money is in integer
 * cents of the metical, `commission_rate` in percent.
 */
export const Seller = model
  .define("seller", {
    id: model.id({ prefix: "sel" }).primaryKey(),
    handle: model.text(),
    user_id: model.text().nullable(),
    business_name: model.text(),
    business_description: model.text().default(""),
    logo: model.text().nullable(),
    banner: model.text().nullable(),
    category: model.text().nullable(),
    tags: model.array().default([]),
    contact: model.json().nullable(),
    address: model.json().nullable(),
    business_hours: model.json().nullable(),
    delivery_options: model.json().nullable(),
    payment_methods: model.array().default([]),
    bank_account: model.json().nullable(),
    commission_rate: model.float().nullable(),
    minimum_payout: model.number().nullable(),
    status: model.enum(["pending", "approved", "rejected", "suspended"]).default("pending"),
    approved_at: model.dateTime().nullable(),
    approved_by: model.text().nullable(),
  })
  .indexes([{ on: ["handle"], unique: true, where: "deleted_at IS NULL" }])
