import type { Admin } from "./admin"

export type Coupon = {
  code: string
  value: number
  type?: "percentage" | "fixed"
  target?: "order" | "items" | "shipping_methods"
  allocation?: "each" | "across"
  isTaxInclusive?: boolean
  isAutomatic?: boolean
  limit?: number
  /** On the goods of these products alone. */
  products?: string[]
}

/** Makes a promotion as the dashboard does; gives its id. */
export async function createCoupon(admin: Admin, coupon: Coupon): Promise<string> {
  const {
    code,
    value,
    type = "percentage",
    target = "order",
    allocation,
    isTaxInclusive = true,
    isAutomatic = false,
    limit,
    products,
  } = coupon
  const answer = await admin.post("/admin/promotions").send({
    code,
    type: "standard",
    status: "active",
    is_automatic: isAutomatic,
    is_tax_inclusive: isTaxInclusive,
    ...(limit === undefined ? {} : { limit }),
    application_method: {
      type,
      value,
      target_type: target,
      ...(type === "fixed" || allocation !== undefined ? { currency_code: "mzn" } : {}),
      ...(target === "order" ? {} : { allocation: allocation ?? "across" }),
      ...(allocation === "each" ? { max_quantity: 100 } : {}),
      ...(products === undefined
        ? {}
        : {
            target_rules: [{ attribute: "items.product.id", operator: "in", values: products }],
          }),
    },
  })
  if (answer.status !== 200) {
    throw new Error(`No promotion was made: ${answer.text}`)
  }
  return (answer.body as { promotion: { id: string } }).promotion.id
}

/** Takes promotions out of force. */
export async function endCoupon(admin: Admin, id: string): Promise<void> {
  await admin.post(`/admin/promotions/${id}`).send({ status: "inactive" }).expect(200)
}
