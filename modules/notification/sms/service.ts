import { AbstractNotificationProviderService } from "@medusajs/framework/utils"
import type {
  Logger,
  ProviderSendNotificationDTO,
  ProviderSendNotificationResultsDTO,
} from "@medusajs/framework/types"
import { DeliveryError } from "../delivery-error"
import { createSmsGateway, type SmsGateway, type SmsOptions } from "./gateway"

/** Sends what Medusa's Notification module gives it on the channel "sms". */
export class SmsNotificationProvider extends AbstractNotificationProviderService {
  static override identifier = "txova-sms"

  private readonly gateway: SmsGateway
  private readonly logger: Logger

  constructor({ logger }: { logger: Logger }, options: SmsOptions) {
    super()
    this.logger = logger
    this.gateway = createSmsGateway(options)
    this.logger.info(`Text messages go to the ${this.gateway.name}`)
  }

  /** @throws DeliveryError where the gateway did not take it, or content is missing. */
  override async send(
    notification: ProviderSendNotificationDTO
  ): Promise<ProviderSendNotificationResultsDTO> {
    const { to, template, content } = notification
    if (!content?.text) {
      throw new DeliveryError(
        `The message "${template}" has no content: it is rendered by whoever sends it, with sendNotification()`
      )
    }
    const { file } = await this.gateway.send({ to, text: content.text })
    if (file !== undefined) {
      this.logger.info(`Message "${template}" is in the outbox: ${file}`)
    }
    return {}
  }
}
