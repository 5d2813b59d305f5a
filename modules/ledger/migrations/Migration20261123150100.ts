import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { ledgerAccounts } from "../rules/accounts"

const stamps = `"created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null`

/** The books are append-only and balanced whoever writes them. */
export class Migration20261123150100 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists "ledger_entry" (
      "id" text primary key, "event_key" text not null, "kind" text not null,
      "currency_code" text not null, "order_id" text null, "group_id" text null,
      "occurred_at" timestamptz not null default now(), ${stamps});`)
    this.addSql(
      `create unique index if not exists "IDX_ledger_entry_event_key_unique" on "ledger_entry" ("event_key");`
    )
    this.addSql(
      `create index if not exists "IDX_ledger_entry_order_id" on "ledger_entry" ("order_id");`
    )
    this.addSql(`create table if not exists "ledger_posting" (
      "id" text primary key, "entry_id" text not null references "ledger_entry" ("id"),
      "account" text not null check ("account" in (${ledgerAccounts.map((name) => `'${name}'`).join(", ")})),
      "owner" text not null default '', "amount" bigint not null check ("amount" <> 0), ${stamps});`)
    this.addSql(
      `create index if not exists "IDX_ledger_posting_entry_id" on "ledger_posting" ("entry_id");`
    )
    this.addSql(
      `create index if not exists "IDX_ledger_posting_account_owner" on "ledger_posting" ("account", "owner");`
    )

    this
      .addSql(`create or replace function ledger_is_append_only() returns trigger language plpgsql as $$
      begin
        raise exception 'the ledger is append-only: % of %', tg_op, tg_table_name using errcode = 'integrity_constraint_violation';
      end $$;`)
    for (const table of ["ledger_entry", "ledger_posting"]) {
      this.addSql(
        `create or replace trigger "${table}_is_append_only" before update or delete or truncate on "${table}" for each statement execute function ledger_is_append_only();`
      )
    }

    // At the commit, so that an entry may be written line by line.
    this.addSql(`create or replace function ledger_adds_up() returns trigger language plpgsql as $$
      declare entry text := case when tg_table_name = 'ledger_entry' then new.id else to_jsonb(new)->>'entry_id' end;
      begin
        if coalesce((select sum(amount) from ledger_posting where entry_id = entry), 1) <> 0 then
          raise exception 'ledger entry % does not add up', entry using errcode = 'integrity_constraint_violation';
        end if;
        return null;
      end $$;`)
    for (const table of ["ledger_entry", "ledger_posting"]) {
      this.addSql(`drop trigger if exists "${table}_adds_up" on "${table}";`)
      this.addSql(
        `create constraint trigger "${table}_adds_up" after insert on "${table}" deferrable initially deferred for each row execute function ledger_adds_up();`
      )
    }
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "ledger_posting", "ledger_entry";`)
    this.addSql(`drop function if exists ledger_is_append_only(), ledger_adds_up();`)
  }
}
