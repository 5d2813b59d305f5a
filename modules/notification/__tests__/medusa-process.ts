import path from "node:path"
import { logger } from "@medusajs/framework/logger"
import { MedusaApp, MedusaAppMigrateUp } from "@medusajs/framework/modules-sdk"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { SETTING_MODULE } from "../../setting"
import { sendNotification, type OutgoingNotification } from "../send-notification"

/** What the process answers to a notification it was told to send. */
export type Outcome = { error?: string }

function appOptions() {
  const { DATABASE_URL: clientUrl = "", OUTBOX_DIR: outboxDir, SMTP_URL: smtpUrl } = process.env
  const provider = (id: string, folder: string, options: object) => ({
    resolve: path.join(__dirname, "..", folder),
    id,
    options: { outboxDir, ...options },
  })
  return {
    injectedDependencies: { logger },
    sharedResourcesConfig: { database: { clientUrl } },
    modulesConfig: {
      [Modules.NOTIFICATION]: {
        resolve: "@medusajs/notification",
        options: {
          providers: [
            provider("txova-mail", "mail", {
              channels: ["email"],
              from: "Txova <nao-responder@txova.example>",
              smtpUrl,
            }),
            provider("txova-sms", "sms", { channels: ["sms"] }),
          ],
        },
      },
    },
  }
}

/**
 * Medusa's Notification module with our providers, on DATABASE_URL, in a process of its
 * own: jest refuses the import() that Medusa loads its migrations by. It says "ready", and
 * then sends each batch of notifications it is given, all at once.
 */
async function main(): Promise<void> {
  await MedusaAppMigrateUp(appOptions())
  const app = await MedusaApp(appOptions())
  const services: Record<string, unknown> = {
    [Modules.NOTIFICATION]: app.modules[Modules.NOTIFICATION],
    [SETTING_MODULE]: { readSetting: () => Promise.resolve(undefined) },
  }
  const container = { resolve: (name: string) => services[name] } as unknown as MedusaContainer

  const send = (notification: OutgoingNotification): Promise<Outcome> =>
    sendNotification(container, notification).then(
      () => ({}),
      (error: unknown) => ({ error: error instanceof Error ? error.message : String(error) })
    )
  process.on("message", (batch: OutgoingNotification[]) => {
    void Promise.all(batch.map(send)).then((outcomes) => process.send?.(outcomes))
  })
  process.send?.("ready")
}

main().catch((error: unknown) => {
  process.stderr.write(`${String(error)}\n`)
  process.exit(1)
})
