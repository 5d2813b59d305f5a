import { AbstractNotificationProviderService } from "@medusajs/framework/utils"
import type {
  Logger,
  ProviderSendNotificationDTO,
  ProviderSendNotificationResultsDTO,
} from "@medusajs/framework/types"
import { DeliveryError } from "../delivery-error"
import { createMailTransport, type MailOptions, type MailTransport } from "./transport"

/** One address and nothing that could be read as a second one, a name or a header. */
const oneAddress = /^[^\s@<>(),;:"[\]\\]+@[^\s@<>(),;:"[\]\\]+$/

/** Sends what Medusa's Notification module gives it on the channel "email". */
export class MailNotificationProvider extends AbstractNotificationProviderService {
  static override identifier = "txova-mail"

  private readonly transport: MailTransport
  private readonly logger: Logger

  constructor({ logger }: { logger: Logger }, options: MailOptions) {
    super()
    this.logger = logger
    this.transport = createMailTransport(options)
    this.logger.info(`Mail goes to the ${this.transport.name}`)
  }

  /**
   * @returns the mail's Message-ID.
   * @throws DeliveryError where the server did not take it, or content is missing.
   */
  override async send(
    notification: ProviderSendNotificationDTO
  ): Promise<ProviderSendNotificationResultsDTO> {
    const { to, template, content } = notification
    if (!content?.subject || !content.text || !content.html) {
      throw new DeliveryError(
        `The mail "${template}" has no content: it is rendered by whoever sends it, with sendNotification()`
      )
    }
    if (!oneAddress.test(to)) {
      throw new DeliveryError(`The recipient of the mail "${template}" is not one address`)
    }
    const { messageId, file } = await this.transport.send({
      to,
      subject: content.subject,
      text: content.text,
      html: content.html,
    })
    if (file !== undefined) {
      this.logger.info(`Mail "${template}" is in the outbox: ${file}`)
    }
    return { id: messageId }
  }
}
