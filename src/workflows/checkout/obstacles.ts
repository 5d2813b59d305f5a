import type { ErrorCode } from "../../lib/error-table"
import { AppError, type ErrorDetail } from "../../lib/errors"
import type { CartRow, LineRow } from "./cart-row"
import { paymentMethods, type PaymentMethod } from "./payment-methods"
import { roundToCents } from "./money"

/** Price in force of each price set, in major units. */
export type Prices = ReadonlyMap<string, number>

function lineObstacle(line: LineRow, prices: Prices): [ErrorCode, string] | undefined {
  if (
    line.variant_id === null ||
    line.product_status !== "published" ||
    line.seller_id === null ||
    line.seller_status !== "approved"
  ) {
    return ["CART_NOT_PLACEABLE", "is not for sale any more"]
  }
  const price = line.price_set_id === null ? undefined : prices.get(line.price_set_id)
  if (price === undefined) {
    return ["CART_NOT_PLACEABLE", "has no price"]
  }
  return roundToCents(price) === roundToCents(line.unit_price)
    ? undefined
    : ["PRICE_CHANGED", `costs ${price} now`]
}

function deliveryObstacles(cart: CartRow): ErrorDetail[] {
  const unknown = cart.shipping
    .filter(({ seller_id }) => !cart.sellers.some(({ id }) => id === seller_id))
    .map(({ name }) => ({ path: "deliveries", message: `${name} is of no seller in the cart` }))
  const lacking = cart.sellers
    .filter(({ id }) => !cart.shipping.some(({ seller_id }) => seller_id === id))
    .map(({ business_name }) => ({
      path: "deliveries",
      message: `how ${business_name} hands over is not chosen`,
    }))
  return [...unknown, ...lacking]
}

/** Sellers of the cart that do not take a way to pay. */
function sellersWithout(cart: CartRow, method: PaymentMethod): string[] {
  const { sellerName } = paymentMethods[method]
  return cart.sellers
    .filter(({ payment_methods }) => payment_methods.length > 0)
    .filter(({ payment_methods }) => !payment_methods.includes(sellerName))
    .map(({ business_name }) => business_name)
}

/**
 * Refuses a cart that cannot become orders, with everything that stands in its way by path.
 *
 * @throws AppError CART_NOT_PLACEABLE, PRICE_CHANGED.
 */
export function refuseObstacles(cart: CartRow, method: PaymentMethod, prices: Prices): void {
  const details: ErrorDetail[] = []
  const codes = new Set<ErrorCode>()
  const add = (code: ErrorCode, detail: ErrorDetail) => {
    codes.add(code)
    details.push(detail)
  }
  if (cart.lines.length === 0) {
    add("CART_NOT_PLACEABLE", { path: "items", message: "the cart is empty" })
  }
  cart.lines.forEach((line, index) => {
    const obstacle = lineObstacle(line, prices)
    if (obstacle !== undefined) {
      add(obstacle[0], { path: `items.${index}`, message: obstacle[1] })
    }
  })
  for (const detail of deliveryObstacles(cart)) {
    add("CART_NOT_PLACEABLE", detail)
  }
  if (cart.shipping_address === null && cart.shipping.some(({ method: way }) => way !== "pickup")) {
    add("CART_NOT_PLACEABLE", { path: "shippingAddress", message: "is required for a delivery" })
  }
  for (const seller of sellersWithout(cart, method)) {
    add("CART_NOT_PLACEABLE", { path: "paymentMethod", message: `${seller} does not take it` })
  }
  if (details.length > 0) {
    // A changed price alone is settled by looking again; anything else is not.
    const code = codes.has("CART_NOT_PLACEABLE") ? "CART_NOT_PLACEABLE" : "PRICE_CHANGED"
    throw new AppError(code, { details })
  }
}
