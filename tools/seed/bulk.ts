import { setImmediate as yieldToStreams } from "node:timers/promises"
import { Client } from "pg"
import { Batch } from "./bulk/batch"
import { countGenerated, readContext, type BulkContext, type StoredContext } from "./bulk/context"
import { generateProduct } from "./bulk/generate"
import { generateSeller } from "./bulk/generate-seller"
import { addProduct } from "./bulk/product-rows"
import { addSeller } from "./bulk/seller-rows"
import { tableNames } from "./bulk/tables"
import { templates } from "./bulk/templates"
import { announce, withoutProjectionTriggers } from "./bulk/triggers"
import { countProgress, type SeedLog } from "./progress"

export type SeedBulkOptions = {
  databaseUrl: string
  /** Generated products the catalogue shall hold for this seed, besides the demonstration's. */
  products: number
  /** The same seed gives the same products and sellers. */
  seed?: number
  /** Generated sellers, besides the demonstration's. */
  sellers?: number
  /** False where the caller rebuilds the read model: nothing goes to its outbox then. */
  announce?: boolean
  log: SeedLog
}

export type SeededBulk = {
  productsMade: number
  sellersMade: number
  seconds: number
  productsPerSecond: number
}

/** Products of one transaction, and of one COPY a table. */
const transactionSize = 10_000
const copySize = 2_500

async function inTransaction(client: Client, write: () => Promise<void>): Promise<void> {
  await client.query("BEGIN")
  try {
    await withoutProjectionTriggers(client, write)
    await client.query("COMMIT")
  } catch (error) {
    await client.query("ROLLBACK")
    throw error
  }
}

async function makeSellers(
  client: Client,
  stored: StoredContext,
  options: Required<SeedBulkOptions>
): Promise<number> {
  const known = new Set(stored.sellers.map((seller) => seller.handle))
  const wanted = Array.from({ length: options.sellers }, (_, index) =>
    generateSeller(options.seed, index)
  ).filter((seller) => !known.has(seller.handle))
  const batch = new Batch()
  const ids = wanted.map((seller, index) => {
    const { logo = null, banner = null } = stored.sellers[index % stored.sellers.length] ?? {}
    return addSeller(batch, seller, stored.channelId, { logo, banner }).id
  })
  await inTransaction(client, async () => {
    await batch.write(client)
    if (options.announce) {
      await announce(client, "seller.id", ids)
    }
  })
  return ids.length
}

/** Rows of products `first` to `last`, gathered in turns with the write of those before. */
async function gather(
  seed: number,
  first: number,
  last: number,
  context: BulkContext,
  ids: string[]
): Promise<Batch> {
  const batch = new Batch()
  for (let index = first; index < last; index += 1) {
    ids.push(addProduct(batch, generateProduct(seed, index), context))
    if (index % 50 === 0) {
      await yieldToStreams()
    }
  }
  return batch
}

async function makeProducts(
  client: Client,
  context: BulkContext,
  options: Required<SeedBulkOptions>,
  from: number
): Promise<void> {
  const progress = countProgress(options.log, "Generated products", options.products - from)
  for (let start = from; start < options.products; start += transactionSize) {
    const end = Math.min(start + transactionSize, options.products)
    await inTransaction(client, async () => {
      const ids: string[] = []
      let writing = Promise.resolve()
      for (let first = start; first < end; first += copySize) {
        const last = Math.min(first + copySize, end)
        const batch = await gather(options.seed, first, last, context, ids)
        await writing
        writing = batch.write(client).then(() => progress(last - first))
        // Awaited in the next round; a failure meanwhile must not pass for unhandled.
        writing.catch(() => undefined)
      }
      await writing
      if (options.announce) {
        await announce(client, "product.id", ids)
      }
    })
  }
}

/**
 * Fills a catalogue for benchmarks by COPY, with rows as Medusa's workflows write them:
 * what is generated can be edited in the dashboard and bought. Needs the demonstration
 * marketplace. Run again, it makes what is missing to the number asked for.
 */
export async function seedBulk(given: SeedBulkOptions): Promise<SeededBulk> {
  const options = { seed: 1, sellers: 200, announce: true, ...given }
  const client = new Client({ connectionString: options.databaseUrl })
  await client.connect()
  try {
    const started = performance.now()
    const slugs = templates.map(({ slug }) => slug)
    const before = await readContext(client, options.seed, slugs)
    const sellersMade = await makeSellers(client, before, options)
    // Read again: the sellers' order decides whose a product is, whichever run makes it.
    const { sellers, ...stored } = await readContext(client, options.seed, slugs)
    const present = await countGenerated(client, options.seed)
    const context: BulkContext = {
      ...stored,
      sellerAt: (share) => {
        const seller = sellers[Math.floor(share * sellers.length)]
        if (seller === undefined) {
          throw new Error("There is no seller to give a product to")
        }
        return seller
      },
    }
    await makeProducts(client, context, options, present)
    const seconds = (performance.now() - started) / 1000
    const productsMade = Math.max(0, options.products - present)
    // The planner knows nothing of so many new rows until they are counted.
    await client.query(`ANALYZE ${tableNames.map((table) => `"${table}"`).join(", ")}`)
    const productsPerSecond = Math.round(productsMade / seconds)
    options.log(
      `Generated ${productsMade} products and ${sellersMade} sellers in ${seconds.toFixed(1)} s: ${productsPerSecond} products/s`
    )
    return { productsMade, sellersMade, seconds, productsPerSecond }
  } finally {
    await client.end()
  }
}
