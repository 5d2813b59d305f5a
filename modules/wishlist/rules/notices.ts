/** A product as somebody who wishes for it cares. */
export type ProductNow = {
  /** Cents; null where it has no price. */
  price: number | null
  /** Public and in stock. */
  isAvailable: boolean
}

/** An entry: the price when it was added, and what was last seen. */
export type Watched = {
  price: number | null
  seenPrice: number | null
  seenAvailable: boolean
}

export type Notice =
  | { kind: "price-drop"; before: number; price: number }
  | { kind: "back-in-stock"; price: number | null }

/**
 * What the owner of an entry is to be told: that the product can be had again, else that its price
 * fell below what it was when the product was added. Each fall is told once; a price that rose
 * again and falls anew is another. Of what cannot be had nothing is told.
 */
export function noticeOf(watched: Watched, now: ProductNow): Notice | undefined {
  if (!now.isAvailable) {
    return undefined
  }
  if (!watched.seenAvailable) {
    return { kind: "back-in-stock", price: now.price }
  }
  const { price, seenPrice } = watched
  return now.price !== null &&
    price !== null &&
    now.price < price &&
    now.price < (seenPrice ?? price)
    ? { kind: "price-drop", before: seenPrice ?? price, price: now.price }
    : undefined
}

/** What an entry has seen after that; a price is only seen of what can be had. */
export function seenAfter(
  watched: Watched,
  now: ProductNow
): Pick<Watched, "seenPrice" | "seenAvailable"> {
  return {
    seenPrice: now.isAvailable && now.price !== null ? now.price : watched.seenPrice,
    seenAvailable: now.isAvailable,
  }
}
