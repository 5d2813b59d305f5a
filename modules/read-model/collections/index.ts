import { carts } from "./carts"
import type { CartDocument } from "./carts/document"
import { categories, type CategoryDocument } from "./categories"
import { orders } from "./orders"
import type { OrderDocument } from "./orders/document"
import { payments } from "./payments"
import type { PaymentDocument } from "./payments/document"
import { products } from "./products"
import type { ProductDocument } from "./products/document"
import type { Projection } from "./projection"
import { sellers } from "./sellers"
import type { SellerDocument } from "./sellers/document"
import { systemSettings } from "./system-settings"
import type { SettingDocument } from "./system-settings/document"
import { users } from "./users"
import type { UserDocument } from "./users/document"
import { wishlists } from "./wishlists"
import type { WishlistDocument } from "./wishlists/document"

/** What the projection of each collection gives; typed models are named by it. */
export type Documents = {
  categories: CategoryDocument
  sellers: SellerDocument
  products: ProductDocument
  system_settings: SettingDocument
  users: UserDocument
  orders: OrderDocument
  payments: PaymentDocument
  carts: CartDocument
  wishlists: WishlistDocument
}

/** A projection whose row type is forgotten, for code that treats all alike. */
export type AnyProjection = Projection

function erase<Row extends { id: string }>(projection: Projection<Row>): AnyProjection {
  // A row goes from readRows to toDocument of the same projection and nowhere else.
  return projection as unknown as AnyProjection
}

/** Every projection, in the order a rebuild takes them. */
export const projections: readonly AnyProjection[] = [
  erase(categories),
  erase(sellers),
  erase(products),
  erase(systemSettings),
  erase(users),
  erase(orders),
  erase(payments),
  erase(carts),
  erase(wishlists),
]

/** The projection of a collection; throws for a name that is none. */
export function projectionOf(collection: string): AnyProjection {
  const found = projections.find((projection) => projection.collection === collection)
  if (found === undefined) {
    const names = projections.map((projection) => projection.collection).join(", ")
    throw new Error(`No collection is named ${collection}; there are ${names}`)
  }
  return found
}
