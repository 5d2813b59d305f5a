import type { Pool } from "pg"

const flushPause = 2_000

/** Counts looks at products in memory and adds them to Postgres a batch at a time. */
export type ViewCounter = {
  count: (productId: string) => void
  flush: () => Promise<void>
  stop: () => Promise<void>
}

/** Adds up views by product; rows are locked in the order of ids, so that processes never wait in a circle. */
const addViews = `
INSERT INTO product_view (id, view_count)
SELECT id, views FROM unnest($1::text[], $2::int[]) AS seen(id, views)
 WHERE EXISTS (SELECT FROM product p WHERE p.id = seen.id) ORDER BY id
ON CONFLICT (id) DO UPDATE SET view_count = product_view.view_count + excluded.view_count, updated_at = now()`

/** Starts counting; `stop` writes what is left. */
export function startViewCounter(pool: Pool): ViewCounter {
  let pending = new Map<string, number>()

  async function flush(): Promise<void> {
    if (pending.size === 0) {
      return
    }
    const batch = pending
    pending = new Map()
    try {
      await pool.query(addViews, [[...batch.keys()], [...batch.values()]])
    } catch {
      for (const [id, views] of batch) {
        pending.set(id, (pending.get(id) ?? 0) + views)
      }
    }
  }

  const timer = setInterval(() => void flush(), flushPause)
  timer.unref()
  return {
    count: (id) => {
      pending.set(id, (pending.get(id) ?? 0) + 1)
    },
    flush,
    stop: async () => {
      clearInterval(timer)
      await flush()
    },
  }
}
