import type { Role } from "../../../modules/account/rules/permissions"
import type { Language } from "../../../modules/account/store/accounts"

/** An account to be made. The e-mail is normalised, the hash of bcrypt. */
export type RegisterAccountInput = {
  account_id: string
  email: string
  password_hash: string
  first_name: string
  last_name: string
  phone: string | null
  language: Language
  accepted_terms_at: Date | null
  role: Role
  is_email_verified: boolean
}

/** What is Medusa's of an account. */
export type MedusaParts = {
  customer_id: string
  user_id: string | null
  auth_identity_id: string
}
