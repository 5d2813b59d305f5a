import { balanced, type Posting } from "./accounts"

/** What was frozen of one seller's order when it was placed, in cents. */
export type OrderMoney = {
  sellerId: string
  gateway: string
  /** What the buyer pays for it, goods and delivery. */
  total: number
  /** Discounts the marketplace pays for. */
  marketplaceDiscount: number
  commission: number
}

/** What the seller is owed of an order: what the buyer pays and the marketplace adds, less commission. */
export function sellerAmountOf(money: OrderMoney): number {
  return money.total + money.marketplaceDiscount - money.commission
}

/** An order's money came in. */
export function captureEntry(money: OrderMoney): Posting[] {
  const { sellerId, gateway, total, marketplaceDiscount, commission } = money
  return balanced([
    { account: "gateway_clearing", owner: gateway, amount: total },
    { account: "promotions", owner: "", amount: marketplaceDiscount },
    { account: "commission", owner: "", amount: -commission },
    { account: "seller_pending", owner: sellerId, amount: -sellerAmountOf(money) },
  ])
}

/** The part of `amount` that belongs to `refunded` of `total`, in whole cents, rounded down. */
function partOf(amount: number, refunded: number, total: number): number {
  return total === 0 ? 0 : Number((BigInt(amount) * BigInt(refunded)) / BigInt(total))
}

/**
 * Money of an order went back to its buyer: commission and the marketplace's discount are
 * undone in the proportion frozen with the order. Each part is that of all refunds so far less
 * that of those before, so that refunds of everything, in however many parts, undo all of it.
 *
 * @param before refunded so far, in cents
 * @param amount refunded now, in cents
 * @throws Error where more would be refunded than was paid.
 */
export function refundEntry(money: OrderMoney, before: number, amount: number): Posting[] {
  const { sellerId, gateway, total, marketplaceDiscount, commission } = money
  const after = before + amount
  if (before < 0 || amount <= 0 || after > total) {
    throw new Error(`A refund of ${amount} after ${before} is more than the ${total} paid`)
  }
  const undone = (of: number) => partOf(of, after, total) - partOf(of, before, total)
  const commissionBack = undone(commission)
  const discountBack = undone(marketplaceDiscount)
  return balanced([
    { account: "gateway_clearing", owner: gateway, amount: -amount },
    { account: "promotions", owner: "", amount: -discountBack },
    { account: "commission", owner: "", amount: commissionBack },
    {
      account: "seller_pending",
      owner: sellerId,
      amount: amount + discountBack - commissionBack,
    },
  ])
}

/** Money came in for what is cancelled or has expired: it is owed to the buyer. */
export function unexpectedMoneyEntry(gateway: string, amount: number): Posting[] {
  return balanced([
    { account: "gateway_clearing", owner: gateway, amount },
    { account: "buyer_refunds", owner: "", amount: -amount },
  ])
}

/** What was owed to a buyer went back. */
export function returnedMoneyEntry(gateway: string, amount: number): Posting[] {
  return balanced([
    { account: "gateway_clearing", owner: gateway, amount: -amount },
    { account: "buyer_refunds", owner: "", amount },
  ])
}
