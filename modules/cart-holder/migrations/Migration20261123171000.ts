import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261123171000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists "cart_holder" (
      "id" text primary key, "cart_id" text not null, "session_id" text null,
      "created_at" timestamptz not null default now(),
      "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null);`)
    this.addSql(
      `create index if not exists "IDX_cart_holder_cart_id" on "cart_holder" ("cart_id");`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "cart_holder";`)
  }
}
