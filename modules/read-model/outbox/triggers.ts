import { createHash } from "node:crypto"
import type { Pool } from "pg"
import { projections } from "../collections"
import { inTransaction, type Queryable } from "../postgres/pool"
import { announceCollection } from "./announce"

/** A column whose changes the outbox records. */
export type Source = { table: string; column: string }

const events = [
  { name: "insert", tables: "NEW TABLE AS new_rows" },
  { name: "update", tables: "OLD TABLE AS old_rows NEW TABLE AS new_rows" },
  { name: "delete", tables: "OLD TABLE AS old_rows" },
] as const

/** The columns that all projections together feed on, each once. */
export function listSources(): Source[] {
  const sources = new Map<string, Source>()
  for (const { table, column } of projections.flatMap((projection) => projection.feeds)) {
    sources.set(`${table}.${column}`, { table, column })
  }
  return [...sources.values()]
}

/** Name under which a column's changes stand in the outbox. */
export function sourceName({ table, column }: Source): string {
  return `${table}.${column}`
}

/** Postgres cuts names at 63 bytes: a long one is cut here, with a hash that keeps it apart from others. */
function objectName({ table, column }: Source, event: string): string {
  const base = `projection_${table}_${column}`
  const room = 62 - event.length
  if (base.length <= room) {
    return `${base}_${event}`
  }
  const hash = createHash("sha256").update(base).digest("hex").slice(0, 8)
  return `${base.slice(0, room - 9)}_${hash}_${event}`
}

/**
 * One trigger a statement, not a row: a change of 10,000 rows is one insert. It is
 * a plain insert with nothing to break but a broken outbox, which must abort the
 * writer; and without WHEN or OF, which would block later changes of the columns.
 */
function functionSql(source: Source, event: (typeof events)[number]): string {
  const rows = [
    ...(event.name === "insert" ? [] : [`SELECT ${source.column} AS id FROM old_rows`]),
    ...(event.name === "delete" ? [] : [`SELECT ${source.column} AS id FROM new_rows`]),
  ].join(" UNION ")
  return `BEGIN
  INSERT INTO public.projection_outbox (source, source_id)
  SELECT '${sourceName(source)}', changed.id FROM (${rows}) changed WHERE changed.id IS NOT NULL;
  RETURN NULL;
END`
}

async function installed(db: Queryable): Promise<Set<string>> {
  const { rows } = await db.query<{ name: string; body: string; enabled: string }>(
    `SELECT t.tgname AS name, p.prosrc AS body, t.tgenabled AS enabled
       FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
       JOIN pg_class c ON c.oid = t.tgrelid
      WHERE NOT t.tgisinternal AND t.tgname LIKE 'projection\\_%'
        AND c.relnamespace = 'public'::regnamespace`
  )
  return new Set(rows.filter((row) => row.enabled !== "D").map((row) => `${row.name}\n${row.body}`))
}

/** The triggers that are missing, altered or switched off, by name; none where the feed is whole. */
export async function missingTriggers(db: Queryable): Promise<string[]> {
  const present = await installed(db)
  return listSources().flatMap((source) =>
    events
      .filter(
        (event) => !present.has(`${objectName(source, event.name)}\n${functionSql(source, event)}`)
      )
      .map((event) => objectName(source, event.name))
  )
}

async function install(db: Queryable, source: Source, event: (typeof events)[number]) {
  const name = objectName(source, event.name)
  await db.query(
    `CREATE OR REPLACE FUNCTION public."${name}"() RETURNS trigger LANGUAGE plpgsql AS $body$${functionSql(source, event)}$body$`
  )
  await db.query(`DROP TRIGGER IF EXISTS "${name}" ON public."${source.table}"`)
  await db.query(
    `CREATE TRIGGER "${name}" AFTER ${event.name.toUpperCase()} ON public."${source.table}"
     REFERENCING ${event.tables} FOR EACH STATEMENT EXECUTE FUNCTION public."${name}"()`
  )
}

/**
 * Installs every trigger that is missing or altered; run it after each `db:migrate`,
 * since link tables come after the modules' migrations. What was written while one was
 * missing is nowhere noted, so every document that its table is part of is entered, in
 * the same transaction: creating a trigger waits for the table's writers and keeps new
 * ones out, and the list is read after that. A document whose rows were deleted in the
 * gap is found by anti-entropy.
 *
 * @returns the names of those it installed.
 */
export async function installTriggers(pool: Pool): Promise<string[]> {
  return inTransaction(pool, async (client) => {
    await client.query("SELECT pg_advisory_xact_lock(hashtext('projection_triggers'))")
    const missing = new Set(await missingTriggers(client))
    const gaps = new Set<string>()
    for (const source of listSources()) {
      for (const event of events) {
        if (missing.has(objectName(source, event.name))) {
          await install(client, source, event)
          gaps.add(sourceName(source))
        }
      }
    }
    for (const projection of projections) {
      if (projection.feeds.some((feed) => gaps.has(sourceName(feed)))) {
        await announceCollection(client, projection)
      }
    }
    return [...missing]
  })
}
