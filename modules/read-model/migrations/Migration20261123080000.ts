import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Tables the projector stands on. Triggers that fill the outbox are installed after `db:migrate`. */
export class Migration20261123080000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists "projection_dead_letter" (
      "id" text not null,
      "collection" text not null,
      "source_id" text not null,
      "attempts" integer not null,
      "error" text not null,
      "created_at" timestamptz not null default now(),
      "updated_at" timestamptz not null default now(),
      "deleted_at" timestamptz null,
      constraint "projection_dead_letter_pkey" primary key ("id"))`)
    this.addSql(`create unique index if not exists "IDX_projection_dead_letter_source"
      on "projection_dead_letter" ("collection", "source_id") where deleted_at is null`)

    // No constraint but the key: an insert by a trigger must have nothing to break.
    // Rows live for milliseconds, so the table is vacuumed early and often.
    this.addSql(`create table if not exists "projection_outbox" (
      "id" bigserial primary key,
      "source" text not null,
      "source_id" text not null,
      "attempts" integer not null default 0,
      "available_at" timestamptz not null default now(),
      "created_at" timestamptz not null default clock_timestamp())
      with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000,
            autovacuum_vacuum_cost_delay = 0)`)

    // One rising number a batch, taken before the state is read: a later number has read
    // every commit an earlier one has.
    this.addSql(`create sequence if not exists "projection_version"`)

    this.addSql(`create table if not exists "object_id_map" (
      "medusa_id" text not null primary key,
      "object_id" text not null unique)`)

    this.addSql(`create table if not exists "projection_clock" (
      "name" text not null primary key,
      "checked_at" timestamptz not null)`)
    this.addSql(
      `insert into "projection_clock" values ('price_list', now()) on conflict do nothing`
    )

    this.addSql(`create table if not exists "projection_rebuild" (
      "collection" text not null primary key,
      "shadow" text not null,
      "started_at" timestamptz not null default now())`)
  }

  override async down(): Promise<void> {
    for (const table of [
      "projection_dead_letter",
      "projection_outbox",
      "object_id_map",
      "projection_clock",
      "projection_rebuild",
    ]) {
      this.addSql(`drop table if exists "${table}" cascade`)
    }
    this.addSql(`drop sequence if exists "projection_version"`)
  }
}
