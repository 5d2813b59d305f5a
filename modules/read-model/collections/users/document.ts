import { toObjectId } from "../ids"
import type { AddressRow, UserRow } from "./rows"

type Json = Record<string, unknown>

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null
}

function object(value: unknown): Json {
  return typeof value === "object" && value !== null ? (value as Json) : {}
}

/** The parts stand apart in metadata; an address of Medusa's own has a street alone. */
function toAddress(row: AddressRow) {
  const parts = row.metadata ?? {}
  return {
    _id: toObjectId(row.id),
    medusaId: row.id,
    type: parts.type === "billing" || parts.type === "shipping" ? parts.type : "shipping",
    firstName: row.first_name ?? "",
    lastName: row.last_name ?? "",
    street: text(parts.street) ?? row.address_1 ?? "",
    number: text(parts.number),
    complement: text(parts.complement) ?? (text(parts.street) === null ? row.address_2 : null),
    neighborhood: text(parts.neighborhood),
    city: row.city ?? "",
    state: row.province,
    zipCode: row.postal_code,
    country: row.country_code?.toUpperCase() ?? null,
    phone: row.phone,
    isDefault: row.is_default_shipping || row.is_default_billing,
  }
}

function toPreferences(preferences: Json) {
  const notifications = object(preferences.notifications)
  return {
    language: preferences.language === "en" ? "en" : "pt",
    currency: preferences.currency === "USD" ? "USD" : "MZN",
    timezone: text(preferences.timezone) ?? "Africa/Maputo",
    notifications: {
      email: notifications.email !== false,
      sms: notifications.sms !== false,
      push: notifications.push !== false,
    },
  }
}

/**
 * An account as the contract's user. The password is its bcrypt hash, tokens are
 * hashes, the two-factor secret is sealed: none of them signs anybody in.
 */
export function toUserDocument(row: UserRow) {
  const avatar = object(row.avatar)
  const large = text(avatar.large)
  return {
    _id: toObjectId(row.id),
    medusaId: row.id,
    sellerId: toObjectId(row.seller_id),
    firstName: row.first_name,
    lastName: row.last_name,
    email: row.email,
    phone: row.phone,
    password: row.password_hash,
    avatar: large,
    avatarSizes:
      large === null
        ? null
        : { thumbnail: text(avatar.thumbnail), medium: text(avatar.medium), large },
    role: row.role,
    isEmailVerified: row.is_email_verified,
    isPhoneVerified: row.is_phone_verified,
    status: row.status,
    emailVerificationToken: row.verification_hash,
    passwordResetToken: row.reset_hash,
    passwordResetExpires: row.reset_expires,
    twoFactorSecret: row.two_factor_secret,
    twoFactorEnabled: row.two_factor_enabled,
    lastLogin: row.last_login,
    loginAttempts: row.login_attempts,
    lockUntil: row.lock_until,
    preferences: toPreferences(row.preferences ?? {}),
    addresses: row.addresses.map(toAddress),
    revision: row.revision,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

export type UserDocument = ReturnType<typeof toUserDocument>
