import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261123074409 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table if exists "setting" drop constraint if exists "setting_key_unique";`)
    this.addSql(
      `create table if not exists "setting" ("id" text not null, "key" text not null, "value" jsonb not null, "updated_by" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "setting_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_setting_deleted_at" ON "setting" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_setting_key_unique" ON "setting" ("key") WHERE deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "setting" cascade;`)
  }
}
