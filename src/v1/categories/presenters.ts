import type { CategoryDocument } from "../../../modules/read-model/collections/categories"

export type PresentedCategory = {
  id: string
  name: string
  slug: string
  description: string
  image: string | null
  icon: string | null
  parentId: string | null
  level: number
  order: number
  isActive: boolean
  metadata: { seoTitle: string; seoDescription: string; keywords: string[] }
  createdAt: Date
  updatedAt: Date
  children: PresentedCategory[]
}

/** A category with the tree below it, taken from `all` in their order. */
export function presentCategory(
  category: CategoryDocument,
  all: readonly CategoryDocument[],
  mediaBaseUrl: string
): PresentedCategory {
  const id = String(category._id)
  return {
    id,
    name: category.name,
    slug: category.slug,
    description: category.description,
    image: category.image?.startsWith("/") ? mediaBaseUrl + category.image : category.image,
    icon: category.icon,
    parentId: category.parentId === null ? null : String(category.parentId),
    level: category.level,
    order: category.order,
    isActive: category.isActive,
    metadata: category.metadata,
    createdAt: category.createdAt,
    updatedAt: category.updatedAt,
    children: all
      .filter((entry) => String(entry.parentId) === id)
      .map((entry) => presentCategory(entry, all, mediaBaseUrl)),
  }
}

/** The whole tree: main categories with their children. */
export function presentTree(
  all: readonly CategoryDocument[],
  mediaBaseUrl: string
): PresentedCategory[] {
  return all
    .filter((entry) => entry.parentId === null)
    .map((entry) => presentCategory(entry, all, mediaBaseUrl))
}
