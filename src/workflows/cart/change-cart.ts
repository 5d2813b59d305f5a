import type { MedusaContainer } from "@medusajs/framework/types"
import { refreshPaymentCollectionForCartWorkflow } from "@medusajs/medusa/core-flows"
import { AppError } from "../../lib/errors"
import { inTransaction } from "../../../modules/read-model/postgres/pool"
import type { ReadModel } from "../../../modules/read-model/read-model"
import type { Queryable } from "../../lib/queryable"
import { draftOf, type Draft } from "./draft"
import { findBuyer, findCart, type CartOwner, type FoundCart } from "./holders"
import { mergeGuestCart, type Merged } from "./merge-carts"
import { openCart } from "./open-cart"
import { planCart, type CartPlan } from "./plan-cart"
import { prepared } from "./prepared"
import { readCartState, type Wanted } from "./read-cart-state"
import type { CartState } from "./types"
import { differencesOf, writeCart } from "./write-cart"

/** What carts need of the process. */
export type CartContext = {
  container: MedusaContainer
  readModel: ReadModel
  /** Days after its last change when a cart expires. */
  expiresAfterDays: () => number
}

/** A change of a cart: what it has to know of, and what it does to the draft. */
export type CartEdit = {
  wanted?: Wanted
  apply: (draft: Draft, state: CartState, db: Queryable) => void | Promise<void>
  /** Refuses what came of it; nothing is written then. */
  check?: (plan: CartPlan) => void
}

/** A cart as it is now, and what was done to it on the way; no plan where there is none. */
export type CartAnswer = {
  plan: CartPlan | undefined
  merged: Merged | undefined
  /** Whether it was changed by this. */
  written: boolean
}

/** Reads, edits and plans a cart that is locked, and writes what differs. */
export async function editLockedCart(
  container: MedusaContainer,
  db: Queryable,
  cartId: string,
  edit?: CartEdit
): Promise<{ plan: CartPlan; written: boolean }> {
  const state = await readCartState(db, cartId, edit?.wanted)
  if (state === undefined) {
    throw new AppError("CART_NOT_FOUND")
  }
  const draft = draftOf(state)
  await edit?.apply(draft, state, db)
  const plan = await planCart(container, db, state, draft)
  edit?.check?.(plan)
  const write = differencesOf(plan)
  await writeCart(db, cartId, write)
  return { plan, written: write.length > 0 }
}

/** What a payment session of Medusa's own cart flow was made for is another sum now. */
async function refreshPayment(container: MedusaContainer, plan: CartPlan): Promise<void> {
  if (plan.state.has_payment_collection) {
    await refreshPaymentCollectionForCartWorkflow(container).run({
      input: { cart_id: plan.state.id },
    })
  }
}

async function inCart(
  context: CartContext,
  owner: CartOwner,
  edit: CartEdit | undefined
): Promise<CartAnswer & { touched: string[] }> {
  const { container, readModel } = context
  const days = context.expiresAfterDays()
  return inTransaction(readModel.pool, async (client) => {
    const db = prepared(client)
    const found =
      (await findCart(db, owner, days, "FOR UPDATE OF c")) ?? (await openCart(db, owner, days))
    const cartId = found.cart_id ?? ""
    let merged =
      found.guest_cart_id === null
        ? undefined
        : await mergeGuestCart(container, db, { ...found, cart_id: cartId })
    const { plan, written } = await editLockedCart(container, db, cartId, edit)
    if (found.handed_over === true) {
      merged = { lines: plan.state.lines.length, changes: [], removedCart: undefined }
    }
    const gone = merged?.removedCart
    return { plan, merged, written, touched: gone === undefined ? [cartId] : [cartId, gone] }
  })
}

/**
 * Changes an owner's cart, which is made where there is none, and brings it to what holds now:
 * prices, stock, sellers, discounts. One cart is changed by one request at a time.
 *
 * @throws AppError as the edit does; UNAUTHENTICATED for an account that is gone
 */
export async function changeCart(
  context: CartContext,
  owner: CartOwner,
  edit: CartEdit
): Promise<CartAnswer> {
  const { touched, ...answer } = await inCart(context, owner, edit)
  if (answer.plan !== undefined) {
    await refreshPayment(context.container, answer.plan)
  }
  await context.readModel.projectNow("carts", touched)
  return answer
}

const withoutCart: CartAnswer = { plan: undefined, merged: undefined, written: false }

/**
 * An owner's cart as it is now. Where prices, stock or sellers have changed, or a guest's cart is
 * to be merged, it is changed as well; else nothing is written or locked.
 */
export async function readCart(context: CartContext, owner: CartOwner): Promise<CartAnswer> {
  const { container, readModel } = context
  const days = context.expiresAfterDays()
  const db = prepared(readModel.pool)
  const found: FoundCart | undefined =
    (await findCart(db, owner, days)) ??
    (owner.userId === undefined ? undefined : await findBuyer(db, owner, days))
  if (found === undefined) {
    if (owner.userId !== undefined) {
      throw new AppError("UNAUTHENTICATED")
    }
    return withoutCart
  }
  const state =
    found.cart_id === null || found.guest_cart_id !== null
      ? undefined
      : await readCartState(db, found.cart_id)
  if (state !== undefined) {
    const plan = await planCart(container, db, state, draftOf(state))
    if (differencesOf(plan).length === 0) {
      return { plan, merged: undefined, written: false }
    }
  } else if (found.guest_cart_id === null && !(await hasCartToAdopt(db, found, days))) {
    return withoutCart
  }
  return changeCart(context, owner, { apply: () => undefined })
}

async function hasCartToAdopt(db: Queryable, found: FoundCart, days: number): Promise<boolean> {
  const { rows } = await db.query(
    `SELECT FROM cart WHERE customer_id = $1 AND deleted_at IS NULL AND completed_at IS NULL
        AND currency_code = 'mzn' AND updated_at > now() - make_interval(days => $2::int) LIMIT 1`,
    [found.customer_id, days]
  )
  return rows.length > 0
}
