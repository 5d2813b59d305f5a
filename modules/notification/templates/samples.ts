import type { MailData, SmsData } from "./index"

const at = "2026-03-05T12:30:00.000Z"
const firstName = "Amélia"
const supportEmail = "apoio@txova.example"

const wish = {
  product: "Mel de acácia",
  url: "http://localhost:3000/products/mel-de-acacia",
  preferencesUrl: "http://localhost:3000/account/preferences",
}

/** Made-up data for every mail, for previews and tests. */
export const mailSamples: MailData = {
  "verify-email": {
    firstName,
    url: "http://localhost:3000/verify-email?token=sample-token",
    expiresInHours: 24,
  },
  "account-exists": {
    firstName,
    signInUrl: "http://localhost:3000/sign-in",
    resetUrl: "http://localhost:3000/forgot-password",
  },
  "reset-password": {
    firstName,
    url: "http://localhost:3000/reset-password?token=sample-token",
    expiresInMinutes: 30,
  },
  "new-sign-in": { firstName, at, device: "Firefox, Android", place: "41.94.*.*" },
  "password-changed": { firstName, at, supportEmail },
  "two-factor-changed": { firstName, enabled: true, at, supportEmail },
  "account-closed": { firstName, at },
  "account-locked": {
    firstName,
    until: at,
    resetUrl: "http://localhost:3000/forgot-password",
  },
  "price-drop": { firstName, ...wish, centsBefore: 12_000, cents: 9_950 },
  "back-in-stock": { firstName, ...wish, cents: 9_950 },
}

/** Made-up data for every text message. */
export const smsSamples: SmsData = { "phone-code": { code: "123456", minutes: 10 } }
