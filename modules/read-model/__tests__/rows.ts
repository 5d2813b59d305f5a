import type { CartRow } from "../collections/carts/rows"
import type { CategoryRow } from "../collections/categories/rows"
import type { ProductRow } from "../collections/products/rows"
import type { UserRow } from "../collections/users/rows"
import type { SellerRow } from "../collections/sellers/rows"
import type { WishlistRow } from "../collections/wishlists/rows"

const ulid = (last: string) => `01JD0000000000000000000${last.padStart(3, "0")}`
const created_at = new Date("2026-01-02T03:04:05.678Z")
const updated_at = new Date("2026-02-03T04:05:06.789Z")

/** A category without a gap: every field of its document has a value. */
export const categoryRow: CategoryRow = {
  id: `pcat_${ulid("1")}`,
  name: "Frutas",
  handle: "frutas",
  description: "",
  rank: 0,
  parent_category_id: `pcat_${ulid("2")}`,
  level: 1,
  is_active: true,
  is_internal: false,
  metadata: { image: "/frutas.webp", icon: "apple", seo_keywords: ["fruta"] },
  created_at,
  updated_at,
}

/** A seller without a gap. */
export const sellerRow: SellerRow = {
  id: `sel_${ulid("3")}`,
  handle: "machamba",
  user_id: `user_${ulid("4")}`,
  business_name: "Machamba",
  business_description: "Hortícolas",
  logo: "/logo.webp",
  banner: "/banner.webp",
  category: "frutas",
  tags: ["local"],
  contact: { email: "a@example.com", phone: "840000000", website: "https://example.com" },
  address: {
    street: "Av. Eduardo Mondlane",
    number: "1",
    complement: "r/c",
    neighborhood: "Central",
    city: "Maputo",
    state: "Maputo",
    zip_code: "1100",
    latitude: -25.9,
    longitude: 32.6,
  },
  business_hours: [{ day: 1, open: "08:00", close: "17:00", is_open: true }],
  delivery_options: {
    pickup: true,
    local_delivery: true,
    shipping: false,
    delivery_radius: 5,
    delivery_fee: 15_000,
  },
  payment_methods: ["m-pesa"],
  bank_account: {
    bank_name: "Banco",
    account_number: "sealed",
    agency_number: "1",
    account_type: "corrente",
  },
  commission_rate: 12.5,
  minimum_payout: 100_000,
  status: "approved",
  approved_at: created_at,
  approved_by: `user_${ulid("5")}`,
  total_sales: "1234500",
  total_orders: 3,
  rating_sum: 14,
  review_count: 3,
  created_at,
  updated_at,
}

/** A product of one variant without a gap. */
export const productRow: ProductRow = {
  id: `prod_${ulid("6")}`,
  title: "Mel",
  handle: "mel",
  description: "Mel de Niassa",
  subtitle: null,
  status: "published",
  thumbnail: null,
  weight: 500,
  length: 8,
  width: 8,
  height: 12,
  created_at,
  updated_at,
  catalog: {
    is_organic: true,
    is_gluten_free: true,
    is_vegan: false,
    allergens: ["pólen"],
    nutrition: { calories: 304, protein: 0.3, carbs: 82, fat: 0, fiber: 0.2, sugar: 82 },
    attributes: [{ name: "origem", value: "Niassa" }],
    short_description: "Mel puro",
    unit: "500 g",
    compare_price: 50_000,
    cost_price: 20_000,
    min_stock: 2,
    max_stock: 200,
    is_featured: true,
    is_best_seller: false,
    is_switched_off: false,
    seo: { title: "Mel", description: "Mel puro", keywords: ["mel"] },
  },
  seller_id: sellerRow.id,
  seller_status: "approved",
  seller_name: "Machamba",
  sales_count: 4,
  rating_sum: 9,
  review_count: 2,
  view_count: 70,
  images: [{ url: "/mel.webp", metadata: { width: 800, height: 600, placeholder: "data:," } }],
  tags: ["mel"],
  category_path: [categoryRow.id],
  category_names: ["Frutas"],
  options: [{ id: `opt_${ulid("7")}`, title: "Frasco", values: [{ id: "v1", value: "500 g" }] }],
  variants: [
    {
      id: `variant_${ulid("8")}`,
      title: "500 g",
      sku: "MEL-500",
      barcode: "6001",
      base_mzn: "450",
      list_mzn: "400",
      list_type: "sale",
      base_usd: "7",
      available: "12",
      options: [{ option_id: `opt_${ulid("7")}`, value_id: "v1" }],
    },
  ],
}

export const userRow: UserRow = {
  id: `acc_${ulid("9")}`,
  first_name: "Maria",
  last_name: "Cossa",
  email: "maria@example.com",
  phone: "+258841234567",
  avatar: { thumbnail: "/media/a-160.webp", medium: "/media/a-480.webp", large: "/media/a.webp" },
  role: "seller",
  status: "active",
  is_email_verified: true,
  is_phone_verified: false,
  two_factor_enabled: true,
  two_factor_secret: "v1.development.sealed",
  last_login: created_at,
  preferences: { language: "en", currency: "USD", timezone: "Africa/Maputo" },
  seller_id: sellerRow.id,
  revision: 3,
  created_at,
  updated_at,
  password_hash: "$2b$12$hash",
  login_attempts: 2,
  lock_until: updated_at,
  verification_hash: "hash of a token",
  reset_hash: "hash of another",
  reset_expires: updated_at,
  addresses: [
    {
      id: `cuaddr_${ulid("A")}`,
      first_name: "Maria",
      last_name: "Cossa",
      address_1: "Rua das Flores, 123",
      address_2: "1.º andar, Centro",
      city: "Maputo",
      province: "Maputo",
      postal_code: "1100",
      country_code: "mz",
      phone: "+258841234567",
      is_default_shipping: true,
      is_default_billing: false,
      metadata: {
        type: "shipping",
        street: "Rua das Flores",
        number: "123",
        complement: "1.º andar",
        neighborhood: "Centro",
      },
    },
  ],
}

/** A buyer's cart that a guest's session still leads to: every field has a value. */
export const cartRow: CartRow = {
  id: `cart_${ulid("B")}`,
  account_id: userRow.id,
  session_id: "0123456789abcdef",
  items: [
    {
      id: `cali_${ulid("C")}`,
      product_id: `prod_${ulid("D")}`,
      variant_id: `variant_${ulid("E")}`,
      quantity: 3,
      created_at: "2026-01-02T03:04:05.678+00:00",
    },
  ],
  expires_at: new Date("2026-03-05T04:05:06.789Z"),
  created_at,
  updated_at,
}

export const wishlistRow: WishlistRow = {
  id: `wish_${ulid("F")}`,
  account_id: userRow.id,
  product_id: `prod_${ulid("D")}`,
  added_at: created_at,
}
