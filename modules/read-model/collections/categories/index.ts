import { listLivingIds } from "../list-ids"
import type { Projection } from "../projection"
import type { Queryable } from "../../postgres/pool"
import { toObjectId } from "../ids"

type CategoryRow = {
  id: string
  name: string
  handle: string
  description: string
  rank: number
  parent_category_id: string | null
  level: number
  is_active: boolean
  is_internal: boolean
  metadata: Record<string, unknown> | null
  created_at: Date
  updated_at: Date
}

// Depth by parent, not by Medusa's mpath: a parent set by plain SQL leaves mpath behind.
const categoryRows = `
SELECT c.id, c.name, c.handle, c.description, c.rank, c.parent_category_id, c.is_active,
       c.is_internal, c.metadata, c.created_at, c.updated_at,
       (WITH RECURSIVE up AS (
          SELECT c.parent_category_id AS parent, 0 AS depth
          UNION ALL
          SELECT k.parent_category_id, up.depth + 1 FROM up
            JOIN product_category k ON k.id = up.parent WHERE up.depth < 16)
        SELECT max(depth) FROM up) AS level
  FROM product_category c
 WHERE c.id = ANY($1::text[]) AND c.deleted_at IS NULL`

const withDescendants = `
WITH RECURSIVE down AS (
  SELECT unnest($1::text[]) AS id
  UNION SELECT k.id FROM product_category k JOIN down ON k.parent_category_id = down.id)
SELECT id FROM down`

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null
}

/** A Medusa product category as the contract's category; `level` is 0 for a main one. */
export function toCategoryDocument(row: CategoryRow) {
  const metadata = row.metadata ?? {}
  const keywords = metadata.seo_keywords
  return {
    _id: toObjectId(row.id),
    medusaId: row.id,
    name: row.name,
    slug: row.handle,
    description: row.description,
    image: text(metadata.image),
    icon: text(metadata.icon),
    parentId: toObjectId(row.parent_category_id),
    level: row.level,
    order: row.rank,
    isActive: row.is_active && !row.is_internal,
    metadata: {
      seoTitle: text(metadata.seo_title) ?? row.name,
      seoDescription: text(metadata.seo_description) ?? row.description,
      keywords: Array.isArray(keywords)
        ? keywords.filter((entry): entry is string => typeof entry === "string")
        : [],
    },
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  }
}

export type CategoryDocument = ReturnType<typeof toCategoryDocument>

/** The contract's `categories`, from Medusa's product categories. */
export const categories: Projection<CategoryRow> = {
  collection: "categories",
  feeds: [{ table: "product_category", column: "id", resolve: withDescendants }],
  idSeed: (id) => id,
  listIds: listLivingIds("product_category"),
  readRows: async (db: Queryable, ids) => {
    const { rows } = await db.query<CategoryRow>(categoryRows, [ids])
    return rows
  },
  toDocument: toCategoryDocument,
}
