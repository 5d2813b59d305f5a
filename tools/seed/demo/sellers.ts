import type { MedusaContainer } from "@medusajs/framework/types"
import { SELLER_MODULE } from "../../../modules/seller"
import type { SellerModuleService } from "../../../modules/seller/service"
import { approveSellerWorkflow } from "../../../src/workflows/seller/approve-seller"
import { products, sellers } from "../content"
import type { SeedSeller } from "../content/types"
import { countProgress, type SeedLog } from "../progress"
import { drawSellerPictures } from "../pictures"

/** Ids of sellers by slug. */
export type SellerIds = Map<string, string>

async function createSeller(
  service: SellerModuleService,
  dataDir: string,
  seller: SeedSeller
): Promise<string> {
  const { logo, banner } = await drawSellerPictures(dataDir, seller)
  const { contact, address, deliveryOptions: delivery } = seller
  const made = await service.createSellers({
    handle: seller.slug,
    business_name: seller.businessName,
    business_description: seller.businessDescription,
    logo,
    banner,
    category: seller.category,
    tags: seller.tags,
    contact: { email: contact.email, phone: contact.phone, website: contact.website ?? null },
    address: {
      street: address.street,
      number: address.number,
      complement: address.complement ?? null,
      neighborhood: address.neighborhood,
      city: address.city,
      state: address.state,
      zip_code: address.zipCode,
      latitude: address.latitude,
      longitude: address.longitude,
    },
    // The model types every JSON column as an object; the hours are a list.
    business_hours: seller.businessHours.map(({ day, open, close, isOpen }) => ({
      day,
      open,
      close,
      is_open: isOpen,
    })) as unknown as Record<string, unknown>,
    delivery_options: {
      pickup: delivery.pickup,
      local_delivery: delivery.localDelivery,
      shipping: delivery.shipping,
      delivery_radius: delivery.deliveryRadiusKm,
      delivery_fee: delivery.deliveryFeeCents,
    },
    payment_methods: seller.paymentMethods,
    commission_rate: seller.commissionRate,
    minimum_payout: seller.minimumPayoutCents,
  })
  return made.id
}

/** What the seller sold by its products' counts, each unit an order of its own. */
function salesOf(slug: string): { total_orders: number; total_sales: number } {
  const sold = products.filter((product) => product.sellerSlug === slug)
  return {
    total_orders: sold.reduce((sum, product) => sum + product.salesCount, 0),
    total_sales: sold.reduce((sum, product) => sum + product.salesCount * product.priceCents, 0),
  }
}

/** Makes the sellers that are missing, and approves those that still wait for it. */
export async function ensureSellers(
  container: MedusaContainer,
  dataDir: string,
  log: SeedLog,
  adminId: string | undefined
): Promise<SellerIds> {
  const service = container.resolve<SellerModuleService>(SELLER_MODULE)
  const found = await service.listSellers(
    { handle: sellers.map((seller) => seller.slug) },
    { select: ["id", "handle", "status"], take: null }
  )
  const known = new Map(found.map((seller) => [seller.handle, seller]))
  const stats = await service.listSellerStats(
    { id: found.map((seller) => seller.id) },
    { select: ["id"], take: null }
  )
  const withStats = new Set(stats.map((stat) => stat.id))
  const progress = countProgress(log, "Sellers", sellers.length - found.length)
  const ids: SellerIds = new Map()
  for (const seller of sellers) {
    const existing = known.get(seller.slug)
    const id = existing?.id ?? (await createSeller(service, dataDir, seller))
    if (!withStats.has(id)) {
      await service.createSellerStats({ id, ...salesOf(seller.slug) })
    }
    if (existing === undefined || existing.status === "pending") {
      await approveSellerWorkflow(container).run({
        input: { seller_id: id, decided_by: adminId },
      })
    }
    ids.set(seller.slug, id)
    progress(existing === undefined ? 1 : 0)
  }
  return ids
}
