import { setTimeout as delay } from "node:timers/promises"
import { Pool } from "pg"
import { createRandom, type Random } from "../../integration-tests/support/random"

type Target = { id: string; title: string; price_id: string | null; level_id: string | null }

const targets = `
SELECT p.id, regexp_replace(p.title, ' \\(\\d+\\)$', '') AS title,
       (SELECT min(a.id) FROM product_variant v
          JOIN product_variant_price_set l ON l.variant_id = v.id
          JOIN price a ON a.price_set_id = l.price_set_id
         WHERE v.product_id = p.id AND a.currency_code = 'mzn' AND a.price_list_id IS NULL
           AND a.deleted_at IS NULL) AS price_id,
       (SELECT min(il.id) FROM product_variant v
          JOIN product_variant_inventory_item i ON i.variant_id = v.id
          JOIN inventory_level il ON il.inventory_item_id = i.inventory_item_id
         WHERE v.product_id = p.id AND il.deleted_at IS NULL) AS level_id
  FROM product p WHERE p.deleted_at IS NULL AND p.status = 'published' ORDER BY p.id`

type Write = (pool: Pool, target: Target, random: Random) => Promise<unknown>

const writes: Write[] = [
  (pool, target, random) =>
    pool.query("UPDATE product SET title = $2, updated_at = now() WHERE id = $1", [
      target.id,
      `${target.title} (${random.below(1_000)})`,
    ]),
  (pool, target, random) => {
    const amount = 50 + random.below(500)
    return pool.query(
      `UPDATE price SET amount = $2::numeric, raw_amount = jsonb_build_object('value', $2::numeric::text, 'precision', 20),
              updated_at = now() WHERE id = $1`,
      [target.price_id, amount]
    )
  },
  (pool, target, random) => {
    const units = random.below(200)
    return pool.query(
      `UPDATE inventory_level SET stocked_quantity = $2::numeric, updated_at = now(),
              raw_stocked_quantity = jsonb_build_object('value', $2::numeric::text, 'precision', 20)
        WHERE id = $1`,
      [target.level_id, units]
    )
  },
]

export type CatalogueWrites = {
  /** Ends them; gives how many a second there were in fact. */
  stop: () => Promise<number>
}

/** Changes titles, prices and stock of random products by plain SQL, evenly spread in time. */
export async function startCatalogueWrites(
  databaseUrl: string,
  perSecond: number
): Promise<CatalogueWrites> {
  const pool = new Pool({ connectionString: databaseUrl, max: 4 })
  const { rows } = await pool.query<Target>(targets)
  const random = createRandom(11)
  const started = performance.now()
  let stopping = false
  let written = 0

  async function run(): Promise<void> {
    while (!stopping) {
      await random.pick(writes)(pool, random.pick(rows), random)
      written += 1
      await delay(Math.max(0, started + (written * 1_000) / perSecond - performance.now()))
    }
  }

  const finished = run()
  // Seen by stop(); until then a failure must not end the process.
  finished.catch(() => undefined)
  return {
    stop: async () => {
      stopping = true
      const seconds = (performance.now() - started) / 1_000
      try {
        await finished
      } finally {
        await pool.end()
      }
      return written / seconds
    },
  }
}
