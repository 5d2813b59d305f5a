import { toObjectId } from "../ids"
import { averageRating } from "../products/document"
import type { Json, SellerRow } from "./rows"

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null
}

function number(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null
}

function toAddress(address: Json) {
  return {
    street: text(address.street),
    number: text(address.number),
    complement: text(address.complement),
    neighborhood: text(address.neighborhood),
    city: text(address.city),
    state: text(address.state),
    zipCode: text(address.zip_code),
    coordinates: { latitude: number(address.latitude), longitude: number(address.longitude) },
  }
}

/** A seller as the contract has it; fees and sales in cents, the commission rate in percent. */
export function toSellerDocument(row: SellerRow) {
  const contact = row.contact ?? {}
  const delivery = row.delivery_options ?? {}
  const bank = row.bank_account ?? {}
  return {
    _id: toObjectId(row.id),
    medusaId: row.id,
    userId: toObjectId(row.user_id),
    slug: row.handle,
    businessName: row.business_name,
    businessDescription: row.business_description,
    logo: row.logo,
    banner: row.banner,
    category: row.category,
    tags: row.tags,
    contactInfo: {
      email: text(contact.email),
      phone: text(contact.phone),
      website: text(contact.website),
    },
    address: toAddress(row.address ?? {}),
    businessHours: (row.business_hours ?? []).map((hours) => ({
      day: hours.day,
      open: hours.open,
      close: hours.close,
      isOpen: hours.is_open,
    })),
    deliveryOptions: {
      pickup: delivery.pickup === true,
      localDelivery: delivery.local_delivery === true,
      shipping: delivery.shipping === true,
      deliveryRadius: number(delivery.delivery_radius),
      deliveryFee: number(delivery.delivery_fee),
    },
    paymentMethods: row.payment_methods,
    bankInfo: {
      bankName: text(bank.bank_name),
      accountNumber: text(bank.account_number),
      agencyNumber: text(bank.agency_number),
      accountType: text(bank.account_type),
    },
    commissionRate: row.commission_rate,
    minimumPayout: row.minimum_payout,
    totalSales: Number(row.total_sales),
    totalOrders: row.total_orders,
    averageRating: averageRating(row.rating_sum, row.review_count),
    totalReviews: row.review_count,
    status: row.status,
    approvedAt: row.approved_at,
    approvedBy: toObjectId(row.approved_by),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

export type SellerDocument = ReturnType<typeof toSellerDocument>
