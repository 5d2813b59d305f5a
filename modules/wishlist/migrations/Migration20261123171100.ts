import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261123171100 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists "wishlist_item" (
      "id" text primary key, "account_id" text not null, "product_id" text not null,
      "price" integer null, "seen_price" integer null, "seen_available" boolean not null,
      "notices" integer not null default 0,
      "created_at" timestamptz not null default now(),
      "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null);`)
    this.addSql(
      `create unique index if not exists "IDX_wishlist_item_account_id_product_id_unique" on "wishlist_item" ("account_id", "product_id");`
    )
    this.addSql(
      `create index if not exists "IDX_wishlist_item_product_id" on "wishlist_item" ("product_id");`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "wishlist_item";`)
  }
}
