import { Modules } from "@medusajs/framework/utils"
import type {
  CreateNotificationDTO,
  FilterableNotificationProps,
  MedusaContainer,
  NotificationDTO,
} from "@medusajs/framework/types"
import { SETTING_MODULE } from "../setting"
import { settingRegistry } from "../setting/registry"
import type { SettingModuleService } from "../setting/service"
import { renderMail, renderSms } from "./render"
import type { MailData, MailTemplateName, SmsData, SmsTemplateName } from "./templates"
import type { MailLanguage } from "./templates/language"

type Addressed = {
  /** One e-mail address, or one phone number in E.164. */
  to: string
  language: MailLanguage
  /**
   * What is sent once, whoever asks twice, such as "verify-email:<id of the token's row>".
   * It is stored: never a token. A failed message may be sent again under its key.
   */
  idempotencyKey?: string
}

type MailOf<Name extends MailTemplateName> = Addressed & {
  channel: "email"
  template: Name
  data: MailData[Name]
}

type SmsOf<Name extends SmsTemplateName> = Addressed & {
  channel: "sms"
  template: Name
  data: SmsData[Name]
}

/** A mail or a text message, its data that of its template. */
export type OutgoingNotification =
  | { [Name in MailTemplateName]: MailOf<Name> }[MailTemplateName]
  | { [Name in SmsTemplateName]: SmsOf<Name> }[SmsTemplateName]

/** A notification under the id of its failed attempt: see below. */
type Retry = CreateNotificationDTO & { id?: string }

/**
 * Renders a notification and hands it to Medusa's Notification module, which keeps a row
 * of whom it went to, which template it was and whether it was taken. The row holds
 * neither content nor data, and so none of the tokens in a link: `content` has no column,
 * and data is not passed on.
 *
 * Resolves once a server, a gateway or the outbox has taken the message, or when another
 * call with the same key has sent it or is about to.
 *
 * @throws TemplateDataError where the data is not what the template takes.
 * @throws MedusaError (unexpected_state) where nobody took it; without the recipient.
 */
export async function sendNotification(
  container: Pick<MedusaContainer, "resolve">,
  notification: OutgoingNotification
): Promise<void> {
  const notifications = container.resolve(Modules.NOTIFICATION)
  const { to, channel, template, idempotencyKey } = notification
  const earlier = await findByKey(container, idempotencyKey)
  if (earlier !== undefined && !hasFailed(earlier)) {
    return
  }
  const row: Retry = {
    // Medusa gives a second attempt a new id, sends it, and then misses the row of that
    // id when it notes the outcome; the first attempt's id leads it to the right one.
    ...(earlier === undefined ? {} : { id: earlier.id }),
    to,
    channel,
    template,
    content: await render(container, notification),
    ...(idempotencyKey === undefined ? {} : { idempotency_key: idempotencyKey }),
  }
  try {
    await notifications.createNotifications(row)
  } catch (error) {
    // The key is unique: of two calls at once the second fails, and the first sends.
    const rival = earlier === undefined ? await findByKey(container, idempotencyKey) : undefined
    if (rival === undefined || hasFailed(rival)) {
      throw error
    }
  }
}

async function render(container: Pick<MedusaContainer, "resolve">, asked: OutgoingNotification) {
  const options = { marketplaceName: await readMarketplaceName(container) }
  return asked.channel === "email"
    ? renderMail(asked.template, asked.language, asked.data, options)
    : renderSms(asked.template, asked.language, asked.data, options)
}

async function readMarketplaceName(container: Pick<MedusaContainer, "resolve">): Promise<string> {
  const { key, schema, default: byDefault } = settingRegistry.marketplaceName
  const stored = await container.resolve<SettingModuleService>(SETTING_MODULE).readSetting(key)
  const parsed = schema.safeParse(stored?.value)
  return parsed.success ? parsed.data : byDefault
}

async function findByKey(
  container: Pick<MedusaContainer, "resolve">,
  key: string | undefined
): Promise<NotificationDTO | undefined> {
  if (key === undefined) {
    return undefined
  }
  // A column like the others, which the type of filters leaves out.
  const filter = { idempotency_key: key } as FilterableNotificationProps
  const [found] = await container.resolve(Modules.NOTIFICATION).listNotifications(filter)
  return found
}

function hasFailed(notification: NotificationDTO): boolean {
  return (notification.status as string) === "failure"
}
