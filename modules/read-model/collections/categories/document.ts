import { toObjectId } from "../ids"
import type { CategoryRow } from "./rows"

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
