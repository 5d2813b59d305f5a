import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { createProductCategoriesWorkflow } from "@medusajs/medusa/core-flows"
import { categories } from "../content"
import type { SeedCategory } from "../content/types"
import { countProgress, type SeedLog } from "../progress"
import { drawCategoryPicture } from "../pictures"

/** Medusa's ids of categories by slug. */
export type CategoryIds = Map<string, string>

async function createCategory(
  container: MedusaContainer,
  dataDir: string,
  category: SeedCategory,
  parentId: string | undefined
): Promise<string> {
  const image = await drawCategoryPicture(dataDir, category)
  const { result } = await createProductCategoriesWorkflow(container).run({
    input: {
      product_categories: [
        {
          name: category.name,
          handle: category.slug,
          description: category.description,
          is_active: true,
          parent_category_id: parentId,
          metadata: {
            image,
            icon: category.icon,
            seo_title: category.seo.title,
            seo_description: category.seo.description,
            seo_keywords: category.seo.keywords,
          },
        },
      ],
    },
  })
  const made = result[0]
  if (made === undefined) {
    throw new Error(`The category ${category.slug} was not made`)
  }
  return made.id
}

/** Makes the categories that are missing, in their order: Medusa ranks a new one last among its siblings. */
export async function ensureCategories(
  container: MedusaContainer,
  dataDir: string,
  log: SeedLog
): Promise<CategoryIds> {
  const service = container.resolve(Modules.PRODUCT)
  const families = categories.flatMap((main) => [
    { category: main, parent: undefined },
    ...(main.children ?? []).map((category) => ({ category, parent: main.slug })),
  ])
  const found = await service.listProductCategories(
    { handle: families.map(({ category }) => category.slug) },
    { select: ["id", "handle"], take: null }
  )
  const ids: CategoryIds = new Map(found.map((category) => [category.handle, category.id]))
  const missing = families.filter(({ category }) => !ids.has(category.slug))
  const progress = countProgress(log, "Categories", missing.length)
  for (const { category, parent } of missing) {
    const parentId = parent === undefined ? undefined : ids.get(parent)
    ids.set(category.slug, await createCategory(container, dataDir, category, parentId))
    progress(1)
  }
  return ids
}
