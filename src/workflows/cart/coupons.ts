import { AppError } from "../../lib/errors"
import type { CartEdit } from "./change-cart"
import { findCoupon } from "./discounts"

const problemAt = (path: string) => (message: string) => ({ details: [{ path, message }] })

/**
 * Puts a coupon on a cart. Refused where it is none, gives nothing here, or is used up.
 *
 * @param path of the code in the client's body, for what is wrong with it
 */
export function addCoupon(code: string, path = "code"): CartEdit {
  const problem = problemAt(path)
  let promotionId = ""
  let exactCode = ""
  return {
    apply: async (draft, _state, db) => {
      const promotion = await findCoupon(db, code)
      if (promotion === undefined) {
        throw new AppError("CART_COUPON_INVALID", problem("is no coupon that is in force"))
      }
      promotionId = promotion.id
      exactCode = promotion.code
      if (!draft.promotions.some(({ id }) => id === promotion.id)) {
        draft.promotions = [...draft.promotions, promotion]
      }
    },
    check: (plan) => {
      if (plan.exhausted.includes(exactCode)) {
        throw new AppError("CART_COUPON_EXHAUSTED", problem("was used as often as it can be"))
      }
      if (!plan.promotions.some(({ id }) => id === promotionId)) {
        throw new AppError(
          "CART_COUPON_NOT_APPLICABLE",
          problem("gives nothing on what is in this cart")
        )
      }
    },
  }
}

/** Takes a coupon off a cart. */
export function removeCoupon(code: string): CartEdit {
  const problem = problemAt("code")
  return {
    apply: (draft) => {
      const wanted = code.toLowerCase()
      const kept = draft.promotions.filter(
        (promotion) => promotion.is_automatic || promotion.code.toLowerCase() !== wanted
      )
      if (kept.length === draft.promotions.length) {
        throw new AppError("CART_COUPON_INVALID", problem("is not on this cart"))
      }
      draft.promotions = kept
    },
  }
}
