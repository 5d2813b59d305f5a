import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const stamps = `"created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null`

export class Migration20261123150200 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create sequence if not exists "group_order_number" start 1;`)
    this.addSql(`create table if not exists "order_group" (
      "id" text primary key, "cart_id" text not null, "customer_id" text not null,
      "currency_code" text not null, "total" integer not null check ("total" >= 0),
      "payment_method" text check ("payment_method" in ('mpesa', 'emola', 'card')) not null,
      "language" text check ("language" in ('pt', 'en')) not null default 'pt',
      "expires_at" timestamptz null, "closed_at" timestamptz null, ${stamps});`)
    // A cart becomes orders once, whoever completes it and however often.
    this.addSql(
      `create unique index if not exists "IDX_order_group_cart_id_unique" on "order_group" ("cart_id");`
    )
    this.addSql(
      `create index if not exists "IDX_order_group_customer_id" on "order_group" ("customer_id", "created_at");`
    )
    this.addSql(
      `create index if not exists "IDX_order_group_expires_at" on "order_group" ("expires_at") where closed_at is null and expires_at is not null;`
    )
    this.addSql(`create table if not exists "group_order" (
      "id" text primary key, "group_id" text not null references "order_group" ("id"),
      "seller_id" text not null, "number" text not null,
      "payment_collection_id" text not null, "payment_session_id" text null,
      "subtotal" integer not null, "shipping" integer not null, "discount" integer not null,
      "tax" integer not null, "total" integer not null check ("total" >= 0),
      "marketplace_discount" integer not null default 0 check ("marketplace_discount" >= 0),
      "commission" integer not null default 0 check ("commission" >= 0), ${stamps},
      constraint "group_order_adds_up" check ("total" = "subtotal" + "shipping" - "discount"));`)
    this.addSql(
      `create unique index if not exists "IDX_group_order_number_unique" on "group_order" ("number");`
    )
    this.addSql(
      `create unique index if not exists "IDX_group_order_payment_session_id_unique" on "group_order" ("payment_session_id") where payment_session_id is not null;`
    )
    this.addSql(
      `create unique index if not exists "IDX_group_order_group_id_seller_id_unique" on "group_order" ("group_id", "seller_id");`
    )
    this.addSql(
      `create index if not exists "IDX_group_order_seller_id" on "group_order" ("seller_id", "created_at");`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "group_order", "order_group";`)
    this.addSql(`drop sequence if exists "group_order_number";`)
  }
}
