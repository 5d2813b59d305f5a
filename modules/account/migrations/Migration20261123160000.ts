import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** What ties a sign-in to the password it was shown, a link to its registration, and messages to a limit. */
export class Migration20261123160000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`alter table "account"
      add column if not exists "password_version" integer not null default 0,
      add column if not exists "password_is_short" boolean not null default false;`)
    this.addSql(`alter table "account_session"
      add column if not exists "refresh_in_cookie" boolean not null default false,
      add column if not exists "first_codes_until" timestamptz null;`)
    this.addSql(`alter table "account_token" add column if not exists "registration_id" text null;`)
    this.addSql(
      `alter table "account_registration" add column if not exists "mailed_at" timestamptz null;`
    )
    this.addSql(
      `create index if not exists "IDX_account_registration_email" on "account_registration" ("email");`
    )
    this.addSql(`create table if not exists "account_allowance" (
      "id" text primary key, "used" integer not null default 0, "ends_at" timestamptz not null,
      "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(),
      "deleted_at" timestamptz null);`)
    this.addSql(
      `create index if not exists "IDX_account_allowance_ends_at" on "account_allowance" ("ends_at");`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "account_allowance" cascade;`)
    this.addSql(`drop index if exists "IDX_account_registration_email";`)
    this.addSql(`alter table "account_registration" drop column if exists "mailed_at";`)
    this.addSql(`alter table "account_token" drop column if exists "registration_id";`)
    this.addSql(`alter table "account_session"
      drop column if exists "refresh_in_cookie", drop column if exists "first_codes_until";`)
    this.addSql(`alter table "account"
      drop column if exists "password_version", drop column if exists "password_is_short";`)
  }
}
