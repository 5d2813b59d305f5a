import type { MedusaContainer } from "@medusajs/framework/types"
import type { Logger } from "pino"
import type { ReadModel } from "../../modules/read-model/read-model"
import type { Settings } from "../../modules/setting/settings"
import { findWished, listWished, removeWishesOfClosed } from "../../modules/wishlist/store/items"
import { repeat } from "../lib/repeat"
import { expireCarts } from "../workflows/cart/expire-carts"
import { tellWishers } from "../workflows/wishlist/tell-wishers"

/** Milliseconds between removals of carts that expired. */
const expiryPause = 5 * 60_000
/** Changes of this long are looked at together. */
const gatheringPause = 500
/** Between looks at every product that somebody wishes for: a signal of a change may be lost. */
const sweepPause = 10 * 60_000
/** Until the sweep that a change of very many products, or a lost connection, calls for. */
const soon = 30_000
const sweepBatch = 250
/** More changes than this at once are left to the sweep. */
const mostGathered = 5_000

const productTag = /^products:([0-9a-f]{24})$/

export type ShopDuties = { stop: () => Promise<void> }

export type ShopDutiesOptions = {
  container: MedusaContainer
  readModel: ReadModel
  settings: Settings
  logger: Logger
  onStale: (listener: (tags: readonly string[]) => void) => void
}

/**
 * Starts what a worker does for buyers behind their backs: taking expired carts away, and telling
 * of wishes whose price fell or that are back. Products are looked at when they change.
 */
export function startShopDuties(options: ShopDutiesOptions): ShopDuties {
  const { container, readModel, settings, logger } = options
  const db = readModel.projectorPool
  const changed = new Set<string>()
  let nextSweep = Date.now() + soon
  const working = new Set<Promise<unknown>>()

  options.onStale((tags) => {
    for (const tag of tags) {
      const [, objectId] = productTag.exec(tag) ?? []
      if (objectId !== undefined && changed.size < mostGathered) {
        changed.add(objectId)
      } else if (objectId !== undefined || tag === "*") {
        nextSweep = Math.min(nextSweep, Date.now() + soon)
      }
    }
  })

  const tell = (productIds: readonly string[]) =>
    tellWishers(container, db, productIds, (error) => {
      logger.warn({ err: error }, "a wish was not told of and will be looked at again")
    })

  async function sweep(): Promise<void> {
    for (let after = ""; ;) {
      const ids = await listWished(db, after, sweepBatch)
      const last = ids.at(-1)
      if (last === undefined) {
        return
      }
      await tell(ids)
      after = last
    }
  }

  async function look(): Promise<void> {
    if (changed.size > 0) {
      const objectIds = [...changed]
      changed.clear()
      await tell(await findWished(db, objectIds))
    }
    if (Date.now() >= nextSweep) {
      nextSweep = Date.now() + sweepPause
      await sweep()
    }
  }

  const guarded = (name: string, work: () => Promise<unknown>) => () => {
    const done = work()
      .catch((error: unknown) => {
        logger.warn({ err: error, job: name }, "a duty failed and will be done again")
      })
      .finally(() => working.delete(done))
    working.add(done)
    return done
  }
  const stopLooking = repeat(guarded("wishes", look), () => gatheringPause)
  const stopExpiring = repeat(
    guarded("expired carts", async () => {
      await expireCarts(db, settings.get("cartExpiresAfterDays"))
      await removeWishesOfClosed(db)
    }),
    () => expiryPause
  )
  return {
    stop: async () => {
      stopLooking()
      stopExpiring()
      await Promise.all(working)
    },
  }
}
