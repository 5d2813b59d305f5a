import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * The outbox's two queues, each to be walked without the other's rows: what triggers
 * wrote, and single documents, of which one wide change may leave thousands.
 */
export class Migration20261123113700 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create index if not exists "IDX_projection_outbox_changes"
      on "projection_outbox" ("id") where source like '%.%'`)
    this.addSql(`create index if not exists "IDX_projection_outbox_documents"
      on "projection_outbox" ("id") where source not like '%.%'`)
  }

  override async down(): Promise<void> {
    this.addSql(`drop index if exists "IDX_projection_outbox_changes"`)
    this.addSql(`drop index if exists "IDX_projection_outbox_documents"`)
  }
}
