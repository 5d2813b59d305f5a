import type { Document } from "../../../modules/read-model/mongo/driver"

/**
 * What anybody may see of a seller. An allow-list: bankInfo, commissionRate,
 * minimumPayout, approvedBy and userId never leave by a public answer.
 */
export const publicSellerFields = [
  "slug",
  "businessName",
  "businessDescription",
  "logo",
  "banner",
  "category",
  "tags",
  "contactInfo",
  "address",
  "businessHours",
  "deliveryOptions",
  "paymentMethods",
  "totalOrders",
  "averageRating",
  "totalReviews",
  "status",
  "approvedAt",
  "createdAt",
  "updatedAt",
] as const

export type PublicSellerField = (typeof publicSellerFields)[number]

const pictures: ReadonlySet<string> = new Set(["logo", "banner"])

/** A seller of the read model as anybody sees it, narrowed to `fields`. */
export function presentSeller(
  document: Document,
  fields: readonly PublicSellerField[],
  mediaBaseUrl: string
): Record<string, unknown> {
  const presented: Record<string, unknown> = { id: document._id }
  for (const name of fields) {
    const value: unknown = document[name] ?? null
    presented[name] =
      pictures.has(name) && typeof value === "string" && value.startsWith("/")
        ? mediaBaseUrl + value
        : value
  }
  return presented
}
