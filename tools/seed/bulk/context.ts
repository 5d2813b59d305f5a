import type { Client } from "pg"

/** A seller's ids that its products hang on. */
export type SellerRef = {
  id: string
  salesChannelId: string
  stockLocationId: string
  shippingProfileId: string
}

type Picture = { url: string; thumbnail: string | null; metadata: Record<string, unknown> | null }

/** What generated products refer to in the database they go to. */
export type BulkContext = {
  /** The marketplace's sales channel. */
  channelId: string
  categoryId: (slug: string) => string
  tagIds: (words: string[]) => string[]
  pictureOf: (templateSlug: string) => Picture | undefined
  /** Marks a generated product, so that a run that was cut short is taken up again. */
  externalId: (index: number) => string
  sellerAt: (share: number) => SellerRef
}

export type StoredContext = Omit<BulkContext, "sellerAt"> & {
  sellers: (SellerRef & { handle: string; logo: string | null; banner: string | null })[]
}

const approvedSellers = `
SELECT s.id, s.handle, s.logo, s.banner, c.sales_channel_id AS "salesChannelId",
       l.stock_location_id AS "stockLocationId", p.shipping_profile_id AS "shippingProfileId"
  FROM seller s
  JOIN seller_sales_channel c ON c.seller_id = s.id AND c.deleted_at IS NULL
  JOIN seller_stock_location l ON l.seller_id = s.id AND l.deleted_at IS NULL
  JOIN seller_shipping_profile p ON p.seller_id = s.id AND p.deleted_at IS NULL
 WHERE s.status = 'approved' AND s.deleted_at IS NULL ORDER BY s.handle`

const pictures = `
SELECT p.handle, i.url, p.thumbnail, i.metadata
  FROM product p JOIN image i ON i.product_id = p.id AND i.rank = 0 AND i.deleted_at IS NULL
 WHERE p.handle = ANY($1) AND p.deleted_at IS NULL`

async function pairs(client: Client, sql: string): Promise<Map<string, string>> {
  const { rows } = await client.query<{ key: string; id: string }>(sql)
  return new Map(rows.map((row) => [row.key, row.id]))
}

/**
 * Reads what generated products refer to.
 *
 * @throws Error where the database holds no demonstration marketplace yet.
 */
export async function readContext(
  client: Client,
  seed: number,
  templateSlugs: string[]
): Promise<StoredContext> {
  const stores = await client.query<{ id: string | null }>(
    "SELECT default_sales_channel_id AS id FROM store WHERE deleted_at IS NULL LIMIT 1"
  )
  const categories = await pairs(
    client,
    "SELECT handle AS key, id FROM product_category WHERE deleted_at IS NULL"
  )
  const tags = await pairs(
    client,
    "SELECT value AS key, id FROM product_tag WHERE deleted_at IS NULL"
  )
  const found = await client.query<Picture & { handle: string }>(pictures, [templateSlugs])
  const byHandle = new Map(found.rows.map((row) => [row.handle, row]))
  const sellers = await client.query<StoredContext["sellers"][number]>(approvedSellers)
  const channelId = stores.rows[0]?.id
  if (!channelId || sellers.rows.length === 0) {
    throw new Error("The database holds no marketplace yet: run the seed without --products first")
  }
  return {
    channelId,
    sellers: sellers.rows,
    categoryId: (slug) => {
      const id = categories.get(slug)
      if (id === undefined) {
        throw new Error(`The category ${slug} is missing: run the seed without --products first`)
      }
      return id
    },
    tagIds: (words) => words.flatMap((word) => tags.get(word) ?? []),
    pictureOf: (slug) => byHandle.get(slug),
    externalId: (index) => `seed-${seed}-${index}`,
  }
}

/** How many products of this seed the database holds: they are made in order, all or none of a batch. */
export async function countGenerated(client: Client, seed: number): Promise<number> {
  const { rows } = await client.query<{ count: string }>(
    "SELECT count(*) FROM product WHERE external_id LIKE $1",
    [`seed-${seed}-%`]
  )
  return Number(rows[0]?.count ?? 0)
}
