import { MedusaService } from "@medusajs/framework/utils"
import { Setting } from "./models/setting"

/** A stored value and who stored it. */
export type StoredSetting = { key: string; value: unknown; updated_by?: string }

/** Reads and writes what somebody changed of the registry's defaults. */
export class SettingModuleService extends MedusaService({ Setting }) {
  /** The stored row of a key; undefined where the default serves. */
  async readSetting(key: string): Promise<StoredSetting | undefined> {
    const [row] = await this.listSettings({ key })
    return row === undefined
      ? undefined
      : {
          key,
          value: row.value,
          ...(row.updated_by === null ? {} : { updated_by: row.updated_by }),
        }
  }

  /** Stores a value that has passed the registry's schema. */
  async storeSetting(setting: StoredSetting): Promise<void> {
    const [row] = await this.listSettings({ key: setting.key })
    // The column is jsonb, which takes any JSON value; the model's type knows objects alone.
    const values = {
      value: setting.value as Record<string, unknown>,
      updated_by: setting.updated_by ?? null,
    }
    if (row === undefined) {
      await this.createSettings({ key: setting.key, ...values })
    } else {
      await this.updateSettings({ id: row.id, ...values })
    }
  }

  /** Gives a key back its default. */
  async resetSetting(key: string): Promise<void> {
    const rows = await this.listSettings({ key })
    await this.deleteSettings(rows.map((row) => row.id))
  }
}
