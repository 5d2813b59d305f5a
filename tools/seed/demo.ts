import type { MedusaContainer } from "@medusajs/framework/types"
import { defaultDemoPassword, ensureAccounts, tieSeller } from "./demo/accounts"
import { ensurePublishableKey } from "./demo/api-key"
import { ensureCategories } from "./demo/categories"
import { ensureProducts } from "./demo/products"
import { ensureRegion } from "./demo/region"
import { ensureSellers } from "./demo/sellers"
import { ensureStore } from "./demo/store"
import type { SeedLog } from "./progress"

export type SeedDemoOptions = {
  container: MedusaContainer
  /** Folder of local files; pictures go to `media` in it. */
  dataDir: string
  log: SeedLog
  /** For the logins; else SEED_ADMIN_PASSWORD, else the one of the README. */
  adminPassword?: string
}

export type SeededDemo = {
  /** For the header x-publishable-api-key of Medusa's store API. */
  publishableKey: string
  regionId: string
  salesChannelId: string
  /** One a role; the password is known only for logins made now. None in production. */
  logins: { email: string; role: string; password: string | null }[]
  categories: number
  sellers: number
  /** Products made by this run; 0 where all stood already. */
  productsMade: number
}

/**
 * Makes the demonstration marketplace, or what is missing of it: run again, or after
 * being killed, it makes nothing twice and changes nothing that stands.
 */
export async function seedDemo(options: SeedDemoOptions): Promise<SeededDemo> {
  const { container, dataDir, log } = options
  const { storeId, channelId } = await ensureStore(container)
  const regionId = await ensureRegion(container, storeId)
  const publishableKey = await ensurePublishableKey(container, channelId)
  const password = options.adminPassword ?? process.env.SEED_ADMIN_PASSWORD ?? defaultDemoPassword
  // A password that stands in a README must not open a real shop.
  const logins =
    process.env.NODE_ENV === "production" ? [] : await ensureAccounts(container, password)
  log("Store, region, tax, key and logins are there")
  const admin = logins.find(({ role }) => role === "admin")
  const categories = await ensureCategories(container, dataDir, log)
  log(`Categories: ${categories.size}`)
  const sellers = await ensureSellers(container, dataDir, log, admin?.accountId)
  log(`Sellers: ${sellers.size}`)
  const [firstSeller] = sellers.values()
  if (firstSeller !== undefined) {
    await tieSeller(container, logins, firstSeller)
  }
  const productsMade = await ensureProducts(container, dataDir, log, { categories, sellers })
  log(`Products: ${productsMade} made`)
  return {
    publishableKey,
    regionId,
    salesChannelId: channelId,
    logins: logins.map(({ email, role, isNew }) => ({
      email,
      role,
      password: isNew ? password : null,
    })),
    categories: categories.size,
    sellers: sellers.size,
    productsMade,
  }
}
