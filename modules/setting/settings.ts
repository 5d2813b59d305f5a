import type { Pool } from "pg"
import { repeat } from "../../src/lib/repeat"
import { settingRegistry, type SettingName, type SettingValue } from "./registry"

/** Milliseconds between looks at the table: a change is effective everywhere well within a second. */
const refreshPause = 400

/** Reads settings from memory; a change by any process is seen within a second. */
export type Settings = {
  get: <Name extends SettingName>(name: Name) => SettingValue<Name>
  refresh: () => Promise<void>
  stop: () => void
}

export type SettingsOptions = {
  /** Told after values have changed; what was made of the old ones is stale from then on. */
  onChange?: () => void
}

/** The rows as one text, the same for the same values. */
function fingerprint(values: Map<string, unknown>): string {
  return JSON.stringify([...values].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/**
 * Loads all settings and keeps them fresh. A stored value that no longer passes
 * its schema counts as absent: the default serves until somebody mends it.
 */
export async function openSettings(
  pool: Pool,
  { onChange }: SettingsOptions = {}
): Promise<Settings> {
  let values = new Map<string, unknown>()

  async function refresh(): Promise<void> {
    const { rows } = await pool.query<{ key: string; value: unknown }>(
      "SELECT key, value FROM setting WHERE deleted_at IS NULL"
    )
    const before = fingerprint(values)
    values = new Map(rows.map((row) => [row.key, row.value]))
    if (fingerprint(values) !== before) {
      onChange?.()
    }
  }

  await refresh()
  // While Postgres is away the last known values go on serving.
  const stop = repeat(refresh, () => refreshPause)
  return {
    get: (name) => {
      const definition = settingRegistry[name]
      const parsed = definition.schema.safeParse(values.get(definition.key))
      return (parsed.success ? parsed.data : definition.default) as SettingValue<typeof name>
    },
    refresh,
    stop,
  }
}
