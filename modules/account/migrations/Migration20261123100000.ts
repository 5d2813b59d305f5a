import { Migration } from "@medusajs/framework/mikro-orm/migrations"

const stamps = `"created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null`

export class Migration20261123100000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists "account" (
      "id" text primary key, "object_id" text not null, "email" text not null,
      "first_name" text not null default '', "last_name" text not null default '',
      "phone" text null, "avatar" jsonb null,
      "role" text check ("role" in ('buyer', 'seller', 'admin', 'support')) not null default 'buyer',
      "status" text check ("status" in ('active', 'inactive', 'suspended')) not null default 'active',
      "is_email_verified" boolean not null default false,
      "is_phone_verified" boolean not null default false,
      "two_factor_enabled" boolean not null default false,
      "two_factor_secret" text null, "two_factor_pending_secret" text null,
      "two_factor_last_step" integer null, "last_login" timestamptz null,
      "preferences" jsonb null, "accepted_terms_at" timestamptz null, "closed_at" timestamptz null,
      "customer_id" text null, "user_id" text null, "seller_id" text null,
      "auth_identity_id" text null, "revision" integer not null default 0, ${stamps});`)
    this.addSql(
      `create unique index if not exists "IDX_account_email_unique" on "account" ("email") where deleted_at is null;`
    )
    this.addSql(
      `create unique index if not exists "IDX_account_object_id_unique" on "account" ("object_id");`
    )
    for (const column of ["customer_id", "user_id"]) {
      this.addSql(
        `create unique index if not exists "IDX_account_${column}_unique" on "account" ("${column}") where ${column} is not null;`
      )
    }
    this.addSql(
      `create index if not exists "IDX_account_seller_id" on "account" ("seller_id") where seller_id is not null;`
    )

    this.addSql(`create table if not exists "account_session" (
      "id" text primary key, "account_id" text not null, "cookie_hash" text null,
      "device" text not null default '', "address" text not null default '',
      "last_used_at" timestamptz not null, "expires_at" timestamptz not null,
      "revoked_at" timestamptz null, "revoke_reason" text null, ${stamps});`)
    this.addSql(
      `create index if not exists "IDX_account_session_account_id" on "account_session" ("account_id");`
    )
    this.addSql(
      `create unique index if not exists "IDX_account_session_cookie_hash_unique" on "account_session" ("cookie_hash") where cookie_hash is not null;`
    )
    this.addSql(
      `create index if not exists "IDX_account_session_revoked_at" on "account_session" ("revoked_at") where revoked_at is not null;`
    )

    this.addSql(`create table if not exists "account_refresh_token" (
      "id" text primary key, "session_id" text not null, "expires_at" timestamptz not null,
      "used_at" timestamptz null, ${stamps});`)
    this.addSql(
      `create index if not exists "IDX_account_refresh_token_session_id" on "account_refresh_token" ("session_id");`
    )
    this.addSql(
      `create index if not exists "IDX_account_refresh_token_expires_at" on "account_refresh_token" ("expires_at");`
    )

    this.addSql(`create table if not exists "account_token" (
      "id" text primary key, "account_id" text not null,
      "purpose" text check ("purpose" in ('verify_email', 'reset_password', 'verify_phone', 'two_factor')) not null,
      "token_hash" text not null, "proves" text not null default '',
      "attempts" integer not null default 0, "expires_at" timestamptz not null,
      "used_at" timestamptz null, ${stamps});`)
    this.addSql(
      `create unique index if not exists "IDX_account_token_token_hash_unique" on "account_token" ("token_hash");`
    )
    this.addSql(
      `create index if not exists "IDX_account_token_account_id_purpose" on "account_token" ("account_id", "purpose");`
    )
    this.addSql(
      `create index if not exists "IDX_account_token_expires_at" on "account_token" ("expires_at");`
    )

    this.addSql(`create table if not exists "account_recovery_code" (
      "id" text primary key, "account_id" text not null, "code_hash" text not null,
      "used_at" timestamptz null, ${stamps});`)
    this.addSql(
      `create unique index if not exists "IDX_account_recovery_code_account_id_code_hash_unique" on "account_recovery_code" ("account_id", "code_hash");`
    )

    this.addSql(`create table if not exists "account_registration" (
      "id" text primary key, "email" text not null, "password_hash" text not null,
      "first_name" text not null default '', "last_name" text not null default '',
      "phone" text null, "language" text check ("language" in ('pt', 'en')) not null default 'pt',
      "accepted_terms_at" timestamptz null, "attempts" integer not null default 0,
      "last_error" text null, "run_at" timestamptz not null, ${stamps});`)
    this.addSql(
      `create index if not exists "IDX_account_registration_run_at" on "account_registration" ("run_at");`
    )

    this.addSql(`create table if not exists "account_sign_in_guard" (
      "id" text primary key, "email" text not null, "attempts" integer not null default 0,
      "locks" integer not null default 0, "lock_until" timestamptz null,
      "last_locked_at" timestamptz null, ${stamps});`)
    this.addSql(
      `create index if not exists "IDX_account_sign_in_guard_email" on "account_sign_in_guard" ("email");`
    )
  }

  override async down(): Promise<void> {
    for (const table of [
      "account_sign_in_guard",
      "account_registration",
      "account_recovery_code",
      "account_token",
      "account_refresh_token",
      "account_session",
      "account",
    ]) {
      this.addSql(`drop table if exists "${table}" cascade;`)
    }
  }
}
