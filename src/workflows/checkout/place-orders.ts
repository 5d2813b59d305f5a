import type {
  Context,
  ICartModuleService,
  IInventoryService,
  IOrderModuleService,
  IPaymentModuleService,
  IPricingModuleService,
  LinkDefinition,
  MedusaContainer,
} from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  generateEntityId,
  Modules,
  OrderWorkflowEvents,
} from "@medusajs/framework/utils"
import { readCommissionRules, storeCommissionLines } from "../../../modules/commission/store/rules"
import {
  findGroupOfCart,
  storeGroup,
  takeOrderNumbers,
  type OrderGroup,
} from "../../../modules/order-group/store/groups"
import { whileSettling } from "../../../modules/payment/providers/settling"
import { createAttempt } from "../../../modules/payment/store/attempts"
import { AppError } from "../../lib/errors"
import { inOneTransaction, type OneTransaction } from "../../lib/one-transaction"
import { queryableOfKnex, type Knex } from "../../lib/queryable"
import { lockCart, readCart, type CartRow } from "./cart-row"
import { majorUnits } from "./money"
import { refuseObstacles, type Prices } from "./obstacles"
import { paymentMethods, type PaymentMethod } from "./payment-methods"
import { sliceCart, type Slice } from "./slices"
import { linesOutOfStock, planReservations, type Reservation } from "./stock"

export type Placing = {
  cartId: string
  method: PaymentMethod
  language: "pt" | "en"
  /** Minutes the orders wait for their money. */
  expiresAfterMinutes: number
  notes?: string | undefined
  /** A charge that was begun for the cart: it becomes the orders'. Its amount in cents. */
  begun?: { reference: string; conversationId: string; amount: number } | undefined
}

export type Placed = {
  group: OrderGroup
  /** Whether this call placed the orders; an earlier one did otherwise. */
  isNew: boolean
}

/** Seconds to wait for others that place the same cart or the same goods. */
const longestWait = 15

/**
 * Makes orders of a cart, one a seller, and the attempt to have them paid: the one path by which
 * carts become orders, whichever door they come through. All of it is one database transaction;
 * a cart that has been placed answers with what was placed then.
 *
 * @throws AppError CART_NOT_FOUND, CART_NOT_PLACEABLE, PRICE_CHANGED, OUT_OF_STOCK,
 *   SERVICE_UNAVAILABLE.
 */
export async function placeOrders(container: MedusaContainer, placing: Placing): Promise<Placed> {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const db = queryableOfKnex(knex)
  const earlier = await findGroupOfCart(db, placing.cartId)
  if (earlier !== undefined) {
    return { group: earlier, isNew: false }
  }
  const seen = await readCart(db, placing.cartId)
  if (seen === undefined) {
    throw new AppError("CART_NOT_FOUND")
  }
  // Before the transaction: the pricing module would take a second connection within it.
  const prices = await readPrices(container, seen)
  const keys = [placing.cartId, ...inventoryItemsOf(seen)]
  const placed = await container
    .resolve(Modules.LOCKING)
    .execute(
      keys,
      () => inOneTransaction(container, (transaction) => place(transaction, placing, prices)),
      { timeout: longestWait }
    )
  if (placed.isNew) {
    await container
      .resolve(Modules.EVENT_BUS)
      .emit(
        placed.group.orders.map(({ id }) => ({ name: OrderWorkflowEvents.PLACED, data: { id } }))
      )
  }
  return placed
}

/** The locks Medusa's own workflows take for stock: they write what they read before. */
function inventoryItemsOf(cart: CartRow): string[] {
  const items = cart.lines.flatMap(({ stock }) => stock.map((item) => item.inventory_item_id))
  return [...new Set(items)].sort()
}

async function readPrices(container: MedusaContainer, cart: CartRow): Promise<Prices> {
  const ids = [...new Set(cart.lines.flatMap(({ price_set_id: id }) => (id === null ? [] : [id])))]
  if (ids.length === 0) {
    return new Map()
  }
  const pricing: IPricingModuleService = container.resolve(Modules.PRICING)
  const context = {
    currency_code: cart.currency_code,
    ...(cart.region_id === null ? {} : { region_id: cart.region_id }),
  }
  const found = await pricing.calculatePrices({ id: ids }, { context })
  return new Map(
    found.flatMap(({ id, calculated_amount: amount }) =>
      amount === null ? [] : [[id, Number(amount)] as const]
    )
  )
}

async function place(
  transaction: OneTransaction,
  placing: Placing,
  prices: Prices
): Promise<Placed> {
  const { db } = transaction
  await lockCart(db, placing.cartId)
  const earlier = await findGroupOfCart(db, placing.cartId)
  if (earlier !== undefined) {
    return { group: earlier, isNew: false }
  }
  const cart = await readCart(db, placing.cartId)
  if (cart === undefined || cart.completed_at !== null) {
    throw new AppError("CART_NOT_FOUND")
  }
  refuseObstacles(cart, placing.method, prices)
  const reservations = await holdStock(transaction, cart)
  const now = new Date()
  const numbers = await takeOrderNumbers(db, cart.sellers.length)
  const slices = sliceCart(cart, numbers, await readCommissionRules(db), now)
  const groupId = generateEntityId(undefined, "ogrp")
  await createOrders(transaction, slices, placing.notes)
  await reserve(transaction, slices, reservations)
  await registerPromotions(transaction, cart, slices)
  const payments = await openPayments(transaction, groupId, cart, placing.method, slices)
  await linkOrders(transaction, cart, slices, payments)
  await transaction.in(Modules.CART, (carts: ICartModuleService, context) =>
    carts.updateCarts(cart.id, { completed_at: now } as never, context)
  )
  const group = await storeGroup(db, {
    id: groupId,
    cartId: cart.id,
    customerId: cart.customer_id ?? "",
    currency: cart.currency_code,
    method: placing.method,
    language: placing.language,
    expiresAt: new Date(now.getTime() + placing.expiresAfterMinutes * 60_000),
    orders: slices.map((slice, index) => ({
      id: slice.orderId,
      sellerId: slice.sellerId,
      number: numbers[index] ?? "",
      subtotal: slice.subtotal,
      shipping: slice.shipping,
      discount: slice.discount,
      tax: slice.tax,
      total: slice.total,
      marketplaceDiscount: slice.marketplaceDiscount,
      commission: slice.commission,
      paymentCollectionId: payments[index]?.collectionId ?? "",
      paymentSessionId: payments[index]?.sessionId ?? null,
    })),
  })
  await storeCommissionLines(db, slices)
  if (placing.begun !== undefined && placing.begun.amount !== group.total) {
    const details = [{ path: "payment", message: "was begun for another sum: begin it anew" }]
    throw new AppError("CART_NOT_PLACEABLE", { details })
  }
  if (group.total > 0) {
    await createAttempt(db, {
      begun: placing.begun,
      groupId,
      gateway: paymentMethods[placing.method].gateway,
      amount: group.total,
      currency: cart.currency_code,
    })
  }
  return { group, isNew: true }
}

async function holdStock(
  { db }: OneTransaction,
  cart: CartRow
): Promise<(Reservation & { levelId: string })[]> {
  const { reservations, without } = planReservations(cart.lines)
  const short = new Set([...without, ...(await linesOutOfStock(db, reservations))])
  if (short.size > 0) {
    const details = cart.lines.flatMap((line, index) =>
      short.has(line.id)
        ? [{ path: `items.${index}.quantity`, message: "is more than there is" }]
        : []
    )
    throw new AppError("OUT_OF_STOCK", { details })
  }
  return reservations
}

async function createOrders(
  transaction: OneTransaction,
  slices: readonly Slice[],
  notes: string | undefined
): Promise<void> {
  const orders = slices.map(({ order }) =>
    notes === undefined ? order : { ...order, metadata: { ...(order.metadata as object), notes } }
  )
  await transaction.in(Modules.ORDER, (service: IOrderModuleService, context) =>
    service.createOrders(orders as never, context)
  )
}

async function reserve(
  transaction: OneTransaction,
  slices: readonly Slice[],
  reservations: readonly Reservation[]
): Promise<void> {
  const lineIds = new Map(slices.flatMap(({ lineIds: ids }) => [...ids]))
  const rows = reservations.map((reservation) => ({
    line_item_id: lineIds.get(reservation.cartLineId) ?? null,
    inventory_item_id: reservation.inventoryItemId,
    location_id: reservation.locationId,
    quantity: reservation.quantity,
    allow_backorder: reservation.allowBackorder,
  }))
  if (rows.length > 0) {
    await transaction.in(Modules.INVENTORY, (inventory: IInventoryService, context) =>
      inventory.createReservationItems(rows as never, context)
    )
  }
}

/** Once for all orders: each call counts as one use. */
async function registerPromotions(
  transaction: OneTransaction,
  cart: CartRow,
  slices: readonly Slice[]
): Promise<void> {
  const used = slices.flatMap(({ order }) =>
    [...(order.items as Adjusted[]), ...(order.shipping_methods as Adjusted[])].flatMap(
      ({ adjustments }) =>
        adjustments.flatMap(({ code, amount }) => (code === null ? [] : [{ code, amount }]))
    )
  )
  if (used.length > 0) {
    const who = { customer_id: cart.customer_id, customer_email: cart.email }
    await transaction.in(Modules.PROMOTION, (promotions: PromotionUsage, context) =>
      promotions.registerUsage(used, who, context)
    )
  }
}

/** As the service has it; its interface leaves the context out. */
type PromotionUsage = {
  registerUsage: (used: object[], who: object, context: Context) => Promise<void>
}

type Adjusted = { adjustments: { code: string | null; amount: number | string }[] }

type SlicePayment = { collectionId: string; sessionId: string | null }

async function openPayments(
  transaction: OneTransaction,
  groupId: string,
  cart: CartRow,
  method: PaymentMethod,
  slices: readonly Slice[]
): Promise<SlicePayment[]> {
  const currency_code = cart.currency_code
  return transaction.in(Modules.PAYMENT, async (payments: IPaymentModuleService, context) => {
    const collections = await payments.createPaymentCollections(
      slices.map(({ total }) => ({
        id: generateEntityId(undefined, "pay_col"),
        currency_code,
        amount: majorUnits(total),
        status: total === 0 ? "completed" : "awaiting",
      })) as never,
      context
    )
    const opened: SlicePayment[] = []
    for (const [index, { id }] of (collections as unknown as { id: string }[]).entries()) {
      const total = slices[index]?.total ?? 0
      const session =
        total === 0
          ? null
          : await whileSettling({ groupId, movement: "placing" }, () =>
              payments.createPaymentSession(
                id,
                {
                  provider_id: paymentMethods[method].provider,
                  currency_code,
                  amount: majorUnits(total),
                  data: { order_group_id: groupId, order_id: slices[index]?.orderId },
                },
                context
              )
            )
      opened.push({ collectionId: id, sessionId: session?.id ?? null })
    }
    return opened
  })
}

async function linkOrders(
  transaction: OneTransaction,
  cart: CartRow,
  slices: readonly Slice[],
  payments: readonly SlicePayment[]
): Promise<void> {
  await transaction.link(
    slices.flatMap(({ orderId: order_id }, index): LinkDefinition[] => [
      { [Modules.ORDER]: { order_id }, [Modules.CART]: { cart_id: cart.id } },
      {
        [Modules.ORDER]: { order_id },
        [Modules.PAYMENT]: { payment_collection_id: payments[index]?.collectionId ?? "" },
      },
      ...cart.promotion_ids.map((promotion_id) => ({
        [Modules.ORDER]: { order_id },
        [Modules.PROMOTION]: { promotion_id },
      })),
    ])
  )
}
