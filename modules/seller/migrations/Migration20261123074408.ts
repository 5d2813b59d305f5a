import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261123074408 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table if exists "seller" drop constraint if exists "seller_handle_unique";`)
    this.addSql(
      `create table if not exists "seller" ("id" text not null, "handle" text not null, "user_id" text null, "business_name" text not null, "business_description" text not null default '', "logo" text null, "banner" text null, "category" text null, "tags" text[] not null default '{}', "contact" jsonb null, "address" jsonb null, "business_hours" jsonb null, "delivery_options" jsonb null, "payment_methods" text[] not null default '{}', "bank_account" jsonb null, "commission_rate" real null, "minimum_payout" integer null, "status" text check ("status" in ('pending', 'approved', 'rejected', 'suspended')) not null default 'pending', "approved_at" timestamptz null, "approved_by" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "seller_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_seller_deleted_at" ON "seller" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_seller_handle_unique" ON "seller" ("handle") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "seller_stat" ("id" text not null, "total_sales" numeric not null default 0, "total_orders" integer not null default 0, "rating_sum" integer not null default 0, "review_count" integer not null default 0, "raw_total_sales" jsonb not null default '{"value":"0","precision":20}', "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "seller_stat_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_seller_stat_deleted_at" ON "seller_stat" ("deleted_at") WHERE deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "seller" cascade;`)

    this.addSql(`drop table if exists "seller_stat" cascade;`)
  }
}
