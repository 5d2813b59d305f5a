import type { MedusaContainer } from "@medusajs/framework/types"
import type { ProductSearch } from "../../modules/catalog/search/port"
import type { ReadModel } from "../../modules/read-model/read-model"
import type { Settings } from "../../modules/setting/settings"
import type { IdentityContext } from "../identity/context"
import type { PaymentsContext } from "../payments/context"
import type { CategoryTree } from "./shared/category-tree"
import type { ViewCounter } from "./shared/view-counter"

/** What the handlers of /v1 work with; one a process. */
export type V1Context = {
  /** Medusa's container: modules and workflows. */
  container: MedusaContainer
  readModel: ReadModel
  search: ProductSearch
  settings: Settings
  categories: CategoryTree
  views: ViewCounter
  identity: IdentityContext
  payments: PaymentsContext
  /** Put before the path of a stored picture; empty for this host. */
  mediaBaseUrl: string
}
