import { listLivingIds } from "../list-ids"
import type { Projection } from "../projection"
import { toWishlistDocument } from "./document"
import { readWishlistRows, type WishlistRow } from "./rows"
import { wishlistSchema } from "./schema"

/** The contract's `wishlists`, from the wishlist module. */
export const wishlists: Projection<WishlistRow> = {
  collection: "wishlists",
  schema: wishlistSchema,
  feeds: [{ table: "wishlist_item", column: "id", quiet: true }],
  idSeed: (id) => id,
  listIds: listLivingIds("wishlist_item"),
  readRows: readWishlistRows,
  toDocument: toWishlistDocument,
}
