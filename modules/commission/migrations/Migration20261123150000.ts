import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const stamps = `"created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null`
const terms = `"basis_points" integer not null default 0 check ("basis_points" between 0 and 10000),
      "fixed" integer not null default 0 check ("fixed" >= 0),
      "floor" integer null check ("floor" >= 0), "cap" integer null check ("cap" >= 0)`

export class Migration20261123150000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists "commission_rule" (
      "id" text primary key,
      "scope" text check ("scope" in ('default', 'category', 'seller')) not null,
      "target_id" text null, ${terms},
      "valid_from" timestamptz not null, "valid_to" timestamptz null, ${stamps},
      constraint "commission_rule_target" check (("scope" = 'default') = ("target_id" is null)),
      constraint "commission_rule_period" check ("valid_to" is null or "valid_to" >= "valid_from"));`)
    this.addSql(
      `create index if not exists "IDX_commission_rule_scope_target_id" on "commission_rule" ("scope", "target_id") where deleted_at is null;`
    )
    // Ten percent for everybody until somebody says otherwise.
    this.addSql(
      `insert into "commission_rule" ("id", "scope", "basis_points", "valid_from") values ('crule_default', 'default', 1000, '2020-01-01T00:00:00Z') on conflict do nothing;`
    )

    this.addSql(`create table if not exists "commission_line" (
      "id" text primary key, "order_id" text not null, "line_item_id" text not null,
      "seller_id" text not null, "rule_id" text not null, "base" integer not null, ${terms},
      "amount" integer not null check ("amount" between 0 and "base"), ${stamps});`)
    this.addSql(
      `create unique index if not exists "IDX_commission_line_line_item_id_unique" on "commission_line" ("line_item_id") where deleted_at is null;`
    )
    this.addSql(
      `create index if not exists "IDX_commission_line_order_id" on "commission_line" ("order_id");`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "commission_rule", "commission_line";`)
  }
}
