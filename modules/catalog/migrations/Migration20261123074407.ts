import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261123074407 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `create table if not exists "catalog_product" ("id" text not null, "is_organic" boolean not null default false, "is_gluten_free" boolean not null default false, "is_vegan" boolean not null default false, "allergens" text[] not null default '{}', "nutrition" jsonb null, "attributes" jsonb null, "short_description" text null, "unit" text null, "compare_price" integer null, "cost_price" integer null, "min_stock" integer null, "max_stock" integer null, "is_featured" boolean not null default false, "is_best_seller" boolean not null default false, "is_switched_off" boolean not null default false, "seo" jsonb null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "catalog_product_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_catalog_product_deleted_at" ON "catalog_product" ("deleted_at") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "product_stat" ("id" text not null, "sales_count" integer not null default 0, "rating_sum" integer not null default 0, "review_count" integer not null default 0, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "product_stat_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_product_stat_deleted_at" ON "product_stat" ("deleted_at") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "product_view" ("id" text not null, "view_count" integer not null default 0, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "product_view_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_product_view_deleted_at" ON "product_view" ("deleted_at") WHERE deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "catalog_product" cascade;`)

    this.addSql(`drop table if exists "product_stat" cascade;`)

    this.addSql(`drop table if exists "product_view" cascade;`)
  }
}
