import type { ItemStock, Offer } from "../types"

/** What several lines take of the same stock, one after another. */
export type StockBook = {
  /** Units of an offer that are left; null where there is no limit. */
  left: (offer: Offer) => number | null
  take: (offer: Offer, quantity: number) => void
}

const unlimited = (offer: Offer): boolean => !offer.manage_inventory || offer.allow_backorder

/**
 * Opens a book over what is in stock. Variants may share an inventory item, and a variant may
 * take several units of one, or of several items at once.
 */
export function openStockBook(): StockBook {
  const taken = new Map<string, number>()
  const freeOf = ({ item, available }: ItemStock) => available - (taken.get(item) ?? 0)
  return {
    left: (offer) => {
      if (unlimited(offer)) {
        return null
      }
      const units = offer.stock.map((item) => Math.floor(freeOf(item) / Math.max(item.required, 1)))
      return units.length === 0 ? 0 : Math.max(0, Math.min(...units))
    },
    take: (offer, quantity) => {
      if (!unlimited(offer)) {
        for (const { item, required } of offer.stock) {
          taken.set(item, (taken.get(item) ?? 0) + quantity * Math.max(required, 1))
        }
      }
    },
  }
}
