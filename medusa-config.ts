import path from "node:path"
import { defineConfig } from "@medusajs/framework/utils"
import { medusaSecretOf } from "./src/identity/medusa-secret"
import { readEnv } from "./src/lib/env"
import { jwtSecretOf } from "./src/lib/kept-secret"
import { fileProviderOf } from "./src/process/file-storage"
import { createLogger } from "./src/process/logger"
import { toMedusaLogger } from "./src/process/medusa-logger"

const env = readEnv()
const jwtSecret = jwtSecretOf(env)
const adminCors = [env.CORS_ORIGIN, env.ADMIN_CORS_ORIGIN].filter((list) => list !== "").join(",")

/** Where mails and messages go that no server takes. */
const outboxDir = path.resolve(__dirname, env.DATA_DIR, "outbox")

const redisModules = env.REDIS_URL
  ? [
      { resolve: "@medusajs/medusa/event-bus-redis", options: { redisUrl: env.REDIS_URL } },
      {
        resolve: "@medusajs/medusa/workflow-engine-redis",
        options: { redis: { redisUrl: env.REDIS_URL } },
      },
    ]
  : []

module.exports = defineConfig({
  // In development Medusa's own, which is written for people.
  ...(env.NODE_ENV === "production" ? { logger: toMedusaLogger(createLogger(env)) } : {}),
  projectConfig: {
    databaseUrl: env.DATABASE_URL,
    databaseDriverOptions: { ssl: false, connection: { ssl: false } },
    redisUrl: env.REDIS_URL,
    workerMode: env.WORKER_MODE,
    http: {
      storeCors: env.CORS_ORIGIN,
      adminCors,
      authCors: adminCors,
      jwtSecret: medusaSecretOf(jwtSecret),
      cookieSecret: env.COOKIE_SECRET ?? medusaSecretOf(jwtSecret),
    },
  },
  admin: {
    disable: env.ADMIN_DISABLED,
  },
  // An absolute path: Medusa reads "./modules" as src/modules.
  modules: [
    { resolve: path.join(__dirname, "modules/account") },
    {
      resolve: "@medusajs/medusa/auth",
      options: {
        providers: [
          { resolve: path.join(__dirname, "modules/account/auth-provider"), id: "emailpass" },
        ],
      },
    },
    { resolve: path.join(__dirname, "modules/catalog") },
    { resolve: path.join(__dirname, "modules/seller") },
    { resolve: path.join(__dirname, "modules/setting") },
    { resolve: path.join(__dirname, "modules/cart-holder") },
    { resolve: path.join(__dirname, "modules/wishlist") },
    { resolve: path.join(__dirname, "modules/commission") },
    { resolve: path.join(__dirname, "modules/idempotency") },
    { resolve: path.join(__dirname, "modules/ledger") },
    { resolve: path.join(__dirname, "modules/order-group") },
    { resolve: path.join(__dirname, "modules/payment") },
    {
      resolve: "@medusajs/medusa/payment",
      options: {
        // Without ids pp_mpesa and pp_emola; Stripe's is the one that storefronts know.
        providers: [
          { resolve: path.join(__dirname, "modules/payment/providers/mpesa") },
          { resolve: path.join(__dirname, "modules/payment/providers/emola") },
          { resolve: path.join(__dirname, "modules/payment/providers/stripe"), id: "stripe" },
        ],
      },
    },
    {
      resolve: "@medusajs/medusa/order",
      options: {
        // Within a checkout the number is taken before; other orders, such as drafts, have none.
        generateCustomDisplayId: (order: { metadata?: Record<string, unknown> | null }) =>
          Promise.resolve(order.metadata?.order_number),
      },
    },
    { resolve: path.join(__dirname, "modules/read-model") },
    {
      resolve: "@medusajs/medusa/locking",
      options: {
        // Here, not at the provider: Medusa hands a lock provider its module's options.
        databaseUrl: env.DATABASE_URL,
        providers: [
          { resolve: path.join(__dirname, "modules/lock"), id: "postgres", is_default: true },
        ],
      },
    },
    { resolve: "@medusajs/medusa/file", options: { providers: [fileProviderOf(env, __dirname)] } },
    {
      resolve: "@medusajs/medusa/notification",
      options: {
        providers: [
          // The dashboard's own feed, which Medusa registers where nothing else is.
          {
            resolve: "@medusajs/medusa/notification-local",
            id: "local",
            options: { name: "Dashboard", channels: ["feed"] },
          },
          {
            resolve: path.join(__dirname, "modules/notification/mail"),
            id: "txova-mail",
            options: {
              channels: ["email"],
              smtpUrl: env.SMTP_URL,
              sendgridApiKey: env.SENDGRID_API_KEY,
              from: env.MAIL_FROM,
              outboxDir,
            },
          },
          {
            resolve: path.join(__dirname, "modules/notification/sms"),
            id: "txova-sms",
            options: { channels: ["sms"], url: env.SMS_URL, token: env.SMS_TOKEN, outboxDir },
          },
        ],
      },
    },
    ...redisModules,
  ],
})
