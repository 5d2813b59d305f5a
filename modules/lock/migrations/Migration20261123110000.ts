import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/**
 * Unlogged: a lock outlives neither its holder's connection nor a crash of Postgres,
 * which ends them all.
 */
export class Migration20261123110000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create unlogged table if not exists "lock_lease" ("key" text not null, "owner_id" text null, "holder" integer not null, "expires_at" timestamptz null, constraint "lock_lease_pkey" primary key ("key"));`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "lock_lease";`)
  }
}
