import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import {
  createApiKeysWorkflow,
  linkSalesChannelsToApiKeyWorkflow,
  updateApiKeysWorkflow,
} from "@medusajs/medusa/core-flows"
import { queryRows } from "../../../src/workflows/seller/query-rows"

const title = "Storefront"

/** The key Medusa makes by itself at its first start. */
const untouchedTitle = "Default Publishable API Key"

/**
 * Gives the storefront's publishable key, linked to the marketplace's channel: an
 * existing one, Medusa's own renamed, or a new one.
 *
 * @returns the key itself, which is no secret.
 */
export async function ensurePublishableKey(
  container: MedusaContainer,
  channelId: string
): Promise<string> {
  const service = container.resolve(Modules.API_KEY)
  const keys = await service.listApiKeys({ type: "publishable" }, { take: null })
  const usable = keys.filter((key) => key.revoked_at === null)
  const key =
    usable.find((entry) => entry.title === title) ??
    usable.find((entry) => entry.title === untouchedTitle) ??
    (await createKey(container))
  if (key.title === untouchedTitle) {
    await updateApiKeysWorkflow(container).run({
      input: { selector: { id: key.id }, update: { title } },
    })
  }
  const [linked] = await queryRows<{ sales_channels_link?: { sales_channel_id: string }[] }>(
    container,
    {
      entity: "api_key",
      fields: ["id", "sales_channels_link.sales_channel_id"],
      filters: { id: key.id },
    }
  )
  const links = linked?.sales_channels_link ?? []
  if (!links.some((link) => link.sales_channel_id === channelId)) {
    await linkSalesChannelsToApiKeyWorkflow(container).run({
      input: { id: key.id, add: [channelId] },
    })
  }
  return key.token
}

async function createKey(container: MedusaContainer) {
  const { result } = await createApiKeysWorkflow(container).run({
    input: { api_keys: [{ title, type: "publishable", created_by: "seed" }] },
  })
  const key = result[0]
  if (key === undefined) {
    throw new Error("The publishable key was not made")
  }
  return key
}
