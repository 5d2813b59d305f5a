import { z } from "zod"
import { normalizeEmail } from "../../../../modules/account/rules/email"
import { normalizePhone } from "../../../../modules/account/rules/phone"
import { roles } from "../../../../modules/account/rules/permissions"
import { objectId, success, timestamp } from "../schemas"

// eslint-disable-next-line no-control-regex
const plain = (text: string) => !/[\u0000-\u001f\u007f]/.test(text)

/** One line of a person's own text. */
export const line = (max: number) =>
  z.string().trim().min(1).max(max).refine(plain, "must not contain control characters")

export const email = z
  .string()
  .max(320)
  .transform((text, check) => {
    const normalized = normalizeEmail(text)
    if (normalized === undefined) {
      check.issues.push({ code: "custom", message: "is not an e-mail address", input: text })
      return z.NEVER
    }
    return normalized
  })
  .meta({ example: "joao@example.com" })

export const phone = z
  .string()
  .max(40)
  .transform((text, check) => {
    const normalized = normalizePhone(text)
    if (normalized === undefined) {
      check.issues.push({ code: "custom", message: "is not a valid phone number", input: text })
      return z.NEVER
    }
    return normalized
  })
  .meta({ description: "Mozambican, or international with +", example: "+258841234567" })

/** A password as it is typed; the rules for new ones are asked separately. */
export const typedPassword = z.string().min(1).max(1_000)

const nullableText = z.string().nullable()

export const preferencesShape = z.strictObject({
  language: z.enum(["pt", "en"]),
  currency: z.enum(["MZN", "USD"]),
  timezone: line(60).refine(isTimezone, "is not a time zone of the IANA list"),
  notifications: z.strictObject({ email: z.boolean(), sms: z.boolean(), push: z.boolean() }),
})

function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name })
    return true
  } catch {
    return false
  }
}

export const userShape = z.object({
  id: objectId,
  firstName: z.string(),
  lastName: z.string(),
  email: z.string(),
  phone: nullableText,
  avatar: nullableText,
  avatarSizes: z
    .object({ thumbnail: nullableText, medium: nullableText, large: nullableText })
    .nullable(),
  role: z.enum(roles),
  sellerId: objectId.nullable(),
  status: z.enum(["active", "inactive", "suspended"]),
  isEmailVerified: z.boolean(),
  isPhoneVerified: z.boolean(),
  twoFactorEnabled: z.boolean(),
  preferences: preferencesShape,
  lastLogin: timestamp.nullable(),
  createdAt: timestamp,
  updatedAt: timestamp,
})

export const userAnswer = success(z.object({ user: userShape }))

/** An edit: what is left out stays; `null` takes a phone away. */
export const profileBody = z
  .strictObject({
    firstName: line(80),
    lastName: line(80),
    phone: phone.nullable(),
    preferences: preferencesShape.partial().extend({
      notifications: preferencesShape.shape.notifications.partial().optional(),
    }),
  })
  .partial()

const addressFields = {
  type: z.enum(["billing", "shipping"]),
  firstName: line(80),
  lastName: line(80),
  street: line(120),
  number: line(20).nullable(),
  complement: line(120).nullable(),
  neighborhood: line(80).nullable(),
  city: line(80),
  state: line(80).nullable(),
  zipCode: line(20).nullable(),
  country: z
    .string()
    .regex(/^[A-Za-z]{2}$/, "must be a code of ISO 3166-1 in two letters")
    .transform((code) => code.toUpperCase())
    .meta({ example: "MZ" }),
  phone: phone.nullable(),
  isDefault: z.boolean(),
}

const addressObject = z.strictObject(addressFields)

export const addressBody = addressObject.partial({
  type: true,
  number: true,
  complement: true,
  neighborhood: true,
  state: true,
  zipCode: true,
  country: true,
  phone: true,
  isDefault: true,
})
export const addressChange = addressObject.partial()

export const addressShape = z.object({
  id: objectId,
  type: z.enum(["billing", "shipping"]),
  firstName: z.string(),
  lastName: z.string(),
  street: z.string(),
  number: nullableText,
  complement: nullableText,
  neighborhood: nullableText,
  city: z.string(),
  state: nullableText,
  zipCode: nullableText,
  country: nullableText,
  phone: nullableText,
  isDefault: z.boolean(),
})

export const addressAnswer = success(z.object({ address: addressShape }))
export const addressListAnswer = success(z.object({ addresses: z.array(addressShape) }))

export const sessionShape = z.object({
  id: z.string().meta({ example: "ses_01JD3C9Z8V5W7X2Y4K6M8N0P2Q" }),
  device: z.string(),
  address: z.string(),
  isCurrent: z.boolean(),
  createdAt: timestamp,
  lastUsedAt: timestamp,
  expiresAt: timestamp,
})

export const sessionListAnswer = success(z.object({ sessions: z.array(sessionShape) }))

/** An answer that says only that it was done. */
export const doneAnswer = z.object({
  success: z.literal(true),
  message: z.string(),
  data: z.object({}),
})
