import type { MedusaContainer } from "@medusajs/framework/types"
import { sendNotification } from "../../../modules/notification/send-notification"
import { storefrontLink } from "../../../modules/notification/storefront-link"
import type { ProductDocument } from "../../../modules/read-model/collections/products/document"
import type { Queryable } from "../../../modules/read-model/postgres/pool"
import { noticeOf, seenAfter, type Notice } from "../../../modules/wishlist/rules/notices"
import { listWatched, noteSeen, type WatchedRow } from "../../../modules/wishlist/store/items"
import { readProductsNow, toProductNow } from "./product-now"

const wantsMail = ({ preferences, status }: WatchedRow): boolean =>
  status === "active" && preferences?.notifications?.email !== false

/** Once a notice, whoever looks at the same moment: the key is the entry's next notice. */
async function send(
  container: MedusaContainer,
  entry: WatchedRow,
  product: ProductDocument,
  notice: Notice
): Promise<void> {
  const shared = {
    firstName: entry.first_name,
    product: product.name,
    url: storefrontLink(`/products/${product.slug}`),
    preferencesUrl: storefrontLink("/account/preferences"),
  }
  const addressed = {
    channel: "email" as const,
    to: entry.email,
    language: entry.preferences?.language ?? ("pt" as const),
    idempotencyKey: `wishlist:${entry.id}:${entry.notices + 1}`,
  }
  await (notice.kind === "price-drop"
    ? sendNotification(container, {
        ...addressed,
        template: "price-drop",
        data: { ...shared, centsBefore: notice.before, cents: notice.price },
      })
    : sendNotification(container, {
        ...addressed,
        template: "back-in-stock",
        data: { ...shared, cents: notice.price },
      }))
}

/**
 * Looks at products that changed and writes to those who wish for them. What was seen is noted
 * after the mail was taken: a crash in between sends nothing twice, since mails have keys, and a
 * mail that nobody took is tried again with the next look.
 *
 * @param onProblem told of a mail that was not taken
 */
export async function tellWishers(
  container: MedusaContainer,
  db: Queryable,
  productIds: readonly string[],
  onProblem: (error: unknown) => void
): Promise<void> {
  const entries = await listWatched(db, productIds)
  if (entries.length === 0) {
    return
  }
  const documents = await readProductsNow(db, [
    ...new Set(entries.map(({ product_id }) => product_id)),
  ])
  for (const entry of entries) {
    const document = documents.get(entry.product_id)
    const now = toProductNow(document)
    const watched = {
      price: entry.price,
      seenPrice: entry.seen_price,
      seenAvailable: entry.seen_available,
    }
    const notice = noticeOf(watched, now)
    const seen = seenAfter(watched, now)
    try {
      if (notice !== undefined && document !== undefined && wantsMail(entry)) {
        await send(container, entry, document, notice)
      }
      if (
        notice !== undefined ||
        seen.seenPrice !== entry.seen_price ||
        seen.seenAvailable !== entry.seen_available
      ) {
        await noteSeen(db, entry, seen, notice !== undefined)
      }
    } catch (error) {
      onProblem(error)
    }
  }
}
