import { AppError } from "../../lib/errors"
import type { Queryable } from "../../lib/queryable"
import {
  adoptCart,
  findBuyer,
  findCart,
  guestHolder,
  handOver,
  holdCart,
  insertCart,
  lockHolder,
  lockOpenCart,
  type CartOwner,
  type FoundCart,
} from "./holders"

async function openGuestCart(db: Queryable, sessionId: string, days: number): Promise<FoundCart> {
  const holder = guestHolder(sessionId)
  await lockHolder(db, holder)
  const rival = await findCart(db, { sessionId }, days, "FOR UPDATE OF c")
  if (rival !== undefined) {
    return rival
  }
  const cart_id = await insertCart(db, { customerId: null, email: null })
  await holdCart(db, holder, cart_id, sessionId)
  return { customer_id: null, email: null, cart_id, guest_cart_id: null }
}

/**
 * Gives an owner without an open cart one: a guest's own that was filled before signing in, else
 * the latest made at the store API, else a new one. It is locked, and two requests at once get
 * the same.
 *
 * @throws AppError UNAUTHENTICATED for an account that is gone; FORBIDDEN for one that buys nothing
 */
export async function openCart(db: Queryable, owner: CartOwner, days: number): Promise<FoundCart> {
  const { sessionId } = owner
  if (owner.userId === undefined) {
    return openGuestCart(db, sessionId ?? "", days)
  }
  const buyer = await findBuyer(db, owner, days)
  if (buyer === undefined) {
    throw new AppError("UNAUTHENTICATED")
  }
  const { customer_id, email, guest_cart_id } = buyer
  if (customer_id === null) {
    throw new AppError("FORBIDDEN")
  }
  await lockHolder(db, customer_id)
  const rival = await findCart(db, owner, days, "FOR UPDATE OF c")
  if (rival !== undefined) {
    return rival
  }
  const adopted = await adoptCart(db, customer_id, days)
  if (adopted !== undefined) {
    return { ...buyer, cart_id: adopted }
  }
  if (guest_cart_id !== null && (await lockOpenCart(db, guest_cart_id))) {
    await handOver(db, guest_cart_id, { id: customer_id, email }, sessionId ?? "")
    return { customer_id, email, cart_id: guest_cart_id, guest_cart_id: null, handed_over: true }
  }
  const cart_id = await insertCart(db, { customerId: customer_id, email })
  await holdCart(db, customer_id, cart_id, null)
  return { ...buyer, cart_id, guest_cart_id: null }
}
