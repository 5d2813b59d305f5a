import { model } from "@medusajs/framework/utils"

/** What a buyer ordered and pays at once: one order a seller. Amounts in integer cents. */
export const OrderGroup = model.define("order_group", {
  id: model.id({ prefix: "ogrp" }).primaryKey(),
  cart_id: model.text(),
  customer_id: model.text(),
  currency_code: model.text(),
  total: model.number(),
  payment_method: model.enum(["mpesa", "emola", "card"]),
  language: model.enum(["pt", "en"]).default("pt"),
  expires_at: model.dateTime().nullable(),
  /** When it stopped waiting for money without having been paid. */
  closed_at: model.dateTime().nullable(),
})
