import { againstMedusa } from "./against-medusa"
import { footprint } from "./footprint"
import { growth } from "./growth"
import { listCached } from "./list-cached"
import { listCachedUnderWrites } from "./list-cached-under-writes"
import { loginStorm } from "./login-storm"
import type { Measurement } from "./measurement"
import { rebuild } from "./rebuild"
import { tokenCost } from "./token-cost"
import { uncachedCost } from "./uncached-cost"
import { visibility } from "./visibility"

/** In the order they run: those that change the catalogues come last. */
export const measurements: readonly Measurement[] = [
  listCached,
  uncachedCost,
  againstMedusa,
  tokenCost,
  loginStorm,
  growth,
  footprint,
  listCachedUnderWrites,
  visibility,
  rebuild,
]
