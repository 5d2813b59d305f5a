import { z } from "zod"
import { readEnv } from "../../src/lib/env"

export type SettingCategory = "general" | "security" | "payment" | "email" | "notifications"

/** A setting an admin may change: its type is its schema's, its value without a row the default. */
export type SettingDefinition<Value = unknown> = {
  key: string
  schema: z.ZodType<Value>
  default: Value
  /** Whether storefronts may read it without signing in. */
  isPublic: boolean
  category: SettingCategory
  description: string
}

function define<Value>(definition: SettingDefinition<Value>): SettingDefinition<Value> {
  return definition
}

/** Longest that a cart may be kept unchanged, in days. */
export const mostCartDays = 365

/** Every setting of the marketplace, by the name code refers to it. */
export const settingRegistry = {
  marketplaceName: define({
    key: "general.marketplace_name",
    schema: z.string().trim().min(1).max(80),
    default: "Txova",
    isPublic: true,
    category: "general",
    description: "Name of the marketplace in storefronts and mails.",
  }),
  languages: define({
    key: "general.languages",
    schema: z.array(z.enum(["pt", "en"])).min(1),
    default: ["pt", "en"] as ("pt" | "en")[],
    isPublic: true,
    category: "general",
    description: "Languages of the storefront, the first one by default.",
  }),
  currencies: define({
    key: "general.currencies",
    schema: z.array(z.enum(["MZN", "USD"])).min(1),
    default: ["MZN", "USD"] as ("MZN" | "USD")[],
    isPublic: true,
    category: "general",
    description: "Currencies prices are shown in; orders are in the first.",
  }),
  supportEmail: define({
    key: "general.support_email",
    schema: z.email(),
    default: "apoio@txova.example",
    isPublic: true,
    category: "general",
    description: "Where buyers and sellers write for help.",
  }),
  notice: define({
    key: "general.notice",
    schema: z.string().max(500),
    default: "",
    isPublic: true,
    category: "general",
    description:
      "A line shown above the storefront, such as a planned interruption; empty shows none.",
  }),
  pageSize: define({
    key: "general.page_size",
    schema: z.int().min(1).max(100),
    default: 20,
    isPublic: true,
    category: "general",
    description: "Documents on a page of a list that names no limit.",
  }),
  verifyEmailBeforeSignIn: define<boolean>({
    key: "security.verify_email_before_sign_in",
    schema: z.boolean(),
    default: true,
    isPublic: false,
    category: "security",
    description:
      "Whether an e-mail has to be verified before the first sign-in. Without it registering and signing in tells which e-mails are known.",
  }),
  unpaidExpiresAfterMinutes: define({
    key: "payment.unpaid_expires_after_minutes",
    schema: z
      .int()
      .min(1)
      .max(24 * 60),
    default: 15,
    isPublic: true,
    category: "payment",
    description:
      "Minutes after which orders nobody has paid are cancelled and their stock is given back.",
  }),
  adminsNeedTwoFactor: define<boolean>({
    key: "security.admins_need_two_factor",
    schema: z.boolean(),
    default: readEnv().NODE_ENV === "production",
    isPublic: false,
    category: "security",
    description:
      "Whether admins and support agents have to set up an authenticator before they get in.",
  }),
  cartExpiresAfterDays: define({
    key: "cart.expires_after_days",
    schema: z.int().min(1).max(mostCartDays),
    default: 30,
    isPublic: true,
    category: "general",
    description: "Days after its last change when a cart is taken away.",
  }),
} as const

export type SettingName = keyof typeof settingRegistry

/** The value's type of a setting. */
export type SettingValue<Name extends SettingName> = z.infer<
  (typeof settingRegistry)[Name]["schema"]
>

const byKey = new Map<string, SettingDefinition>(
  Object.values(settingRegistry).map((definition) => [
    definition.key,
    definition as SettingDefinition,
  ])
)

/** The definition behind a stored key; undefined for a key nobody registered. */
export function settingByKey(key: string): SettingDefinition | undefined {
  return byKey.get(key)
}

/** All definitions in the order of their keys. */
export function listSettings(): SettingDefinition[] {
  return [...byKey.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
}
