import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261123150400 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists "idempotency_key" (
      "id" text primary key, "fingerprint" text not null, "status" integer null, "body" text null,
      "held_until" timestamptz not null, "expires_at" timestamptz not null,
      "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(),
      "deleted_at" timestamptz null);`)
    this.addSql(
      `create index if not exists "IDX_idempotency_key_expires_at" on "idempotency_key" ("expires_at");`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "idempotency_key";`)
  }
}
