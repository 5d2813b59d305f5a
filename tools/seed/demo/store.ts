import type { MedusaContainer } from "@medusajs/framework/types"
import {
  createSalesChannelsWorkflow,
  updateSalesChannelsWorkflow,
  updateStoresWorkflow,
} from "@medusajs/medusa/core-flows"
import { queryRows } from "../../../src/workflows/seller/query-rows"

const marketplaceName = "Txova"

type StoreRow = {
  id: string
  name: string
  default_sales_channel_id: string | null
  supported_currencies?: { currency_code: string }[]
}

/** Names Medusa gives by itself: what still bears one was set up by nobody. */
const untouched = { store: "Medusa Store", channel: "Default Sales Channel" }

async function ensureChannel(
  container: MedusaContainer,
  defaultId: string | null | undefined
): Promise<string> {
  const [channel] = await queryRows<{ id: string; name: string }>(container, {
    entity: "sales_channel",
    fields: ["id", "name"],
    filters: defaultId ? { id: defaultId } : { name: marketplaceName },
  })
  if (channel === undefined) {
    const { result } = await createSalesChannelsWorkflow(container).run({
      input: { salesChannelsData: [{ name: marketplaceName, description: "O mercado inteiro" }] },
    })
    const made = result[0]
    if (made === undefined) {
      throw new Error("The marketplace's sales channel was not made")
    }
    return made.id
  }
  if (channel.name === untouched.channel) {
    await updateSalesChannelsWorkflow(container).run({
      input: {
        selector: { id: channel.id },
        update: { name: marketplaceName, description: "O mercado inteiro" },
      },
    })
  }
  return channel.id
}

/**
 * Names the store and its default sales channel, and gives it the metical by default
 * and the US dollar, both with IVA in the price. Changes nothing that somebody set.
 *
 * @returns the store's id and the id of its default sales channel, the marketplace's.
 */
export async function ensureStore(
  container: MedusaContainer
): Promise<{ storeId: string; channelId: string }> {
  const [store] = await queryRows<StoreRow>(container, {
    entity: "store",
    fields: ["id", "name", "default_sales_channel_id", "supported_currencies.currency_code"],
  })
  if (store === undefined) {
    throw new Error("Medusa made no store when it started: is the database migrated?")
  }
  const channelId = await ensureChannel(container, store.default_sales_channel_id)
  const supported = store.supported_currencies ?? []
  const update = {
    ...(store.name === untouched.store ? { name: marketplaceName } : {}),
    ...(store.default_sales_channel_id === channelId
      ? {}
      : { default_sales_channel_id: channelId }),
    ...(supported.some((entry) => entry.currency_code === "mzn")
      ? {}
      : {
          supported_currencies: [
            { currency_code: "mzn", is_default: true, is_tax_inclusive: true },
            { currency_code: "usd", is_default: false, is_tax_inclusive: true },
          ],
        }),
  }
  if (Object.keys(update).length > 0) {
    await updateStoresWorkflow(container).run({ input: { selector: { id: store.id }, update } })
  }
  return { storeId: store.id, channelId }
}
