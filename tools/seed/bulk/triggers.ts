import type { Client } from "pg"
import { tableNames } from "./tables"

type Trigger = { table: string; name: string }

// In the tables' order of name, so that two runs cannot wait for each other's locks.
const projectionTriggers = `
SELECT c.relname AS table, t.tgname AS name
  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
 WHERE NOT t.tgisinternal AND t.tgenabled <> 'D' AND t.tgname LIKE 'projection\\_%'
   AND c.relnamespace = 'public'::regnamespace AND c.relname = ANY($1)
 ORDER BY 1, 2`

/**
 * Runs the writes of a transaction with the triggers off that announce each changed
 * row to the read model: some thirty rows a product would become thirty lines in the
 * outbox. They are on again before it ends; until then other writers of these tables wait.
 */
export async function withoutProjectionTriggers(
  client: Client,
  write: () => Promise<void>
): Promise<void> {
  const { rows: triggers } = await client.query<Trigger>(projectionTriggers, [tableNames])
  const toggle = async (action: "DISABLE" | "ENABLE") => {
    for (const { table, name } of triggers) {
      await client.query(`ALTER TABLE "${table}" ${action} TRIGGER "${name}"`)
    }
  }
  await toggle("DISABLE")
  await write()
  await toggle("ENABLE")
}

/** Announces new rows to the read model, one line a document, where there is a read model. */
export async function announce(
  client: Client,
  source: "product.id" | "seller.id",
  ids: string[]
): Promise<void> {
  const { rows } = await client.query<{ present: boolean }>(
    "SELECT to_regclass('public.projection_outbox') IS NOT NULL AS present"
  )
  if (rows[0]?.present === true && ids.length > 0) {
    await client.query(
      "INSERT INTO projection_outbox (source, source_id) SELECT $1, unnest($2::text[])",
      [source, ids]
    )
  }
}
