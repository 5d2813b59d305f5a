import { z } from "zod"

const text = (description: string) => z.string().optional().describe(description)

/**
 * Variables of the payment gateways. They are read as text here, and what they mean together is
 * judged where each gateway's configuration is made.
 */
export const gatewayEnv = {
  MPESA_API_KEY: text(
    "M-Pesa (Vodacom): API key of the portal. Names the account with MPESA_PUBLIC_KEY and MPESA_SERVICE_PROVIDER_CODE."
  ),
  MPESA_PUBLIC_KEY: text("M-Pesa: RSA public key of the portal, one base64 line."),
  MPESA_SERVICE_PROVIDER_CODE: text(
    "M-Pesa: the merchant's shortcode. The sandbox's 171717 stops production."
  ),
  MPESA_ORIGIN: text("M-Pesa: Origin header as the portal has it."),
  MPESA_BASE_URL: text("M-Pesa: scheme and host; the operator's port for each operation is added."),
  MPESA_C2B_URL: text("M-Pesa: whole URL of charges, in place of MPESA_BASE_URL."),
  MPESA_B2C_URL: text("M-Pesa: whole URL of payments to customers; switches them on."),
  MPESA_QUERY_URL: text("M-Pesa: whole URL of status queries."),
  MPESA_REVERSAL_URL: text("M-Pesa: whole URL of reversals."),
  MPESA_NAME_URL: text("M-Pesa: whole URL of queries for a customer's name."),
  MPESA_C2B_PORT: text("M-Pesa: port of charges where the operator gave another."),
  MPESA_B2C_PORT: text("M-Pesa: port of payments to customers."),
  MPESA_QUERY_PORT: text("M-Pesa: port of status queries."),
  MPESA_REVERSAL_PORT: text("M-Pesa: port of reversals."),
  MPESA_NAME_PORT: text("M-Pesa: port of queries for a name."),
  MPESA_INITIATOR_IDENTIFIER: text(
    "M-Pesa: initiator of reversals; refunds go by B2C, or by hand, without it."
  ),
  MPESA_SECURITY_CREDENTIAL: text("M-Pesa: the initiator's credential."),
  MPESA_REFUND_STRATEGY: text("M-Pesa: reversal, b2c or manual."),
  MPESA_TIMEOUT_MS: text("M-Pesa: milliseconds a charge waits for the PIN; 90,000 or more."),
  MPESA_CALLBACK_TOKEN: text(
    "M-Pesa: unguessable last part of the callback's path, /hooks/mpesa/…."
  ),
  MPESA_B2C_ENABLED: text("M-Pesa: true where the shortcode may pay customers."),
  MPESA_B2C_API_KEY: text("M-Pesa: API key of payments to customers where it is another."),
  MPESA_B2C_PUBLIC_KEY: text("M-Pesa: public key of payments to customers where it is another."),
  MPESA_B2C_SERVICE_PROVIDER_CODE: text(
    "M-Pesa: shortcode of payments to customers where it is another."
  ),
  MPESA_LENIENT_HTTP_PARSER: text("M-Pesa: true takes answers with illegal header bytes."),
  MPESA_REFERENCE_LENGTH: text("M-Pesa: most characters of a reference; 20."),
  MPESA_CODES: text(
    "M-Pesa: answer codes that mean something else here, as CODE=class, separated by commas."
  ),
  MPESA_MIN_AMOUNT: text("M-Pesa: least amount in meticais."),
  MPESA_MAX_AMOUNT: text("M-Pesa: highest amount in meticais."),
  MPESA_PREFIXES: text("M-Pesa: first two digits of its numbers; 84,85."),
  EMOLA_URL: text(
    "e-Mola (Movitel): URL of the BCCS gateway. Names the account with EMOLA_USERNAME, EMOLA_PASSWORD, EMOLA_PARTNER_CODE and EMOLA_KEY."
  ),
  EMOLA_USERNAME: text("e-Mola: user name as Movitel gave it."),
  EMOLA_PASSWORD: text("e-Mola: password as Movitel gave it."),
  EMOLA_PARTNER_CODE: text("e-Mola: partner code."),
  EMOLA_KEY: text("e-Mola: the partner's key."),
  EMOLA_API_KEY: text("e-Mola: the same, by the name it has in older files."),
  EMOLA_PUSH_MODE: text(
    "e-Mola: sync where the push waits for the PIN, async where a callback tells."
  ),
  EMOLA_TIMEOUT_MS: text("e-Mola: milliseconds a push may take."),
  EMOLA_CALLBACK_TOKEN: text(
    "e-Mola: unguessable last part of the callback's path, /hooks/emola/…."
  ),
  EMOLA_TRUST_PUSH: text(
    "e-Mola: true takes a push's success for paid; a query decides otherwise."
  ),
  EMOLA_ORG_PAID_CODES: text("e-Mola: orgResponseCode of a query that means paid; 01."),
  EMOLA_ORG_FAILED_CODES: text("e-Mola: orgResponseCode of a query that means failed; 00."),
  EMOLA_SOAP_ACTION: text("e-Mola: SOAPAction header; empty."),
  EMOLA_RAW_DATA: text("e-Mola: content of rawData; a question mark."),
  EMOLA_MERCHANT_NAME: text("e-Mola: the marketplace's name in the push's text."),
  EMOLA_MESSAGE_LENGTH: text("e-Mola: most characters of the push's text; 150."),
  EMOLA_B2C_ENABLED: text("e-Mola: true where the partner may pay customers."),
  EMOLA_REFUND_STRATEGY: text("e-Mola: b2c or manual."),
  EMOLA_PRIVATE_LINE: text("e-Mola: true where plain HTTP runs inside a VPN or leased line."),
  EMOLA_MIN_AMOUNT: text("e-Mola: least amount in meticais."),
  EMOLA_MAX_AMOUNT: text("e-Mola: highest amount in meticais."),
  EMOLA_PREFIXES: text("e-Mola: first two digits of its numbers; 86,87."),
  STRIPE_SECRET_KEY: text("Stripe: secret key; cards are taken where it is set."),
  STRIPE_WEBHOOK_SECRET: text("Stripe: signing secret of the webhook at /hooks/stripe."),
  STRIPE_API_URL: text("Stripe: where its API is, for tests."),
  STRIPE_CURRENCY: text("Stripe: currency of charges; MZN."),
}
