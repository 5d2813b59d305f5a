import type { ReadModel } from "../../../modules/read-model/read-model"
import type { CategoryDocument } from "../../../modules/read-model/collections/categories"
import { projectionOf } from "../../../modules/read-model/collections"
import { isObjectId } from "../../lib/object-id"

/** The categories clients may see, held in memory: there are dozens, and every list needs them. */
export type CategoryTree = {
  /** Active categories whose ancestors are all active, in their order. */
  all: () => Promise<readonly CategoryDocument[]>
  /** By id or slug; undefined for one that is not public. */
  find: (idOrSlug: string) => Promise<CategoryDocument | undefined>
  invalidate: () => void
}

const lifetime = 5_000

function visible(documents: CategoryDocument[]): CategoryDocument[] {
  const active = new Map(
    documents.filter((entry) => entry.isActive).map((entry) => [String(entry._id), entry])
  )
  const isVisible = (entry: CategoryDocument, depth = 0): boolean => {
    if (entry.parentId === null) {
      return true
    }
    const parent = active.get(String(entry.parentId))
    return parent !== undefined && depth < 16 && isVisible(parent, depth + 1)
  }
  return [...active.values()]
    .filter((entry) => isVisible(entry))
    .sort((a, b) => a.level - b.level || a.order - b.order || (a.name < b.name ? -1 : 1))
}

async function fromPostgres(readModel: ReadModel): Promise<CategoryDocument[]> {
  const projection = projectionOf("categories")
  const ids = await projection.listIds(readModel.pool, "", 10_000)
  const rows = await projection.readRows(readModel.pool, ids)
  return rows.map((row) => projection.toDocument(row) as unknown as CategoryDocument)
}

async function load(readModel: ReadModel): Promise<CategoryDocument[]> {
  try {
    const documents = await readModel
      .collection("categories")
      .find({ deletedAt: { $exists: false } })
      .toArray()
    return documents as unknown as CategoryDocument[]
  } catch {
    return fromPostgres(readModel)
  }
}

/** Opens the tree; it reloads after `invalidate`, and after five seconds at most. */
export function openCategoryTree(readModel: ReadModel): CategoryTree {
  let loading: Promise<readonly CategoryDocument[]> | undefined
  let expires = 0

  const all = () => {
    if (loading === undefined || Date.now() > expires) {
      expires = Date.now() + lifetime
      const attempt = load(readModel).then(visible)
      loading = attempt
      attempt.catch(() => {
        loading = loading === attempt ? undefined : loading
      })
    }
    return loading
  }
  return {
    all,
    find: async (idOrSlug) => {
      const entries = await all()
      const key = isObjectId(idOrSlug) ? idOrSlug.toLowerCase() : undefined
      return (
        entries.find((entry) => String(entry._id) === key) ??
        entries.find((entry) => entry.slug === idOrSlug)
      )
    },
    invalidate: () => {
      loading = undefined
    },
  }
}
