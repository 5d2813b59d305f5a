import type { ProductDocument } from "../../../modules/read-model/collections/products/document"
import type { WishlistItemRow } from "../../../modules/wishlist/store/items"
import { objectIdOf } from "../../lib/object-id"

/** An entry as its owner sees it; of a product that is not for sale, no more than its id. */
export function presentWish(
  item: WishlistItemRow,
  product: ProductDocument | undefined,
  mediaBaseUrl: string
) {
  const image = product?.mainImage ?? null
  return {
    id: objectIdOf(item.id),
    productId: objectIdOf(item.product_id),
    addedAt: item.created_at,
    priceWhenAdded: item.price,
    product:
      product?.isPublic === true
        ? {
            id: objectIdOf(item.product_id),
            name: product.name,
            slug: product.slug,
            image: image?.startsWith("/") === true ? mediaBaseUrl + image : image,
            price: product.price,
            comparePrice: product.comparePrice,
            isInStock: product.isInStock,
            sellerId: product.sellerId,
          }
        : null,
  }
}
