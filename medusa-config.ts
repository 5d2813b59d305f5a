import path from "node:path"
import { defineConfig } from "@medusajs/framework/utils"
import { readEnv } from "./src/lib/env"
import { createLogger } from "./src/process/logger"
import { toMedusaLogger } from "./src/process/medusa-logger"

const env = readEnv()

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
      adminCors: env.CORS_ORIGIN,
      authCors: env.CORS_ORIGIN,
      jwtSecret: env.JWT_SECRET ?? "development-only-secret",
      cookieSecret: env.COOKIE_SECRET ?? "development-only-secret",
    },
  },
  admin: {
    disable: env.ADMIN_DISABLED,
  },
  // An absolute path: Medusa reads "./modules" as src/modules.
  modules: [
    { resolve: path.join(__dirname, "modules/catalog") },
    { resolve: path.join(__dirname, "modules/seller") },
    { resolve: path.join(__dirname, "modules/setting") },
    { resolve: path.join(__dirname, "modules/read-model") },
    ...redisModules,
  ],
})
