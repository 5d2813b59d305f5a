import { Migration } from "@medusajs/framework/mikro-orm/migrations"
import { askedStates, attemptStates, openStates } from "../rules/attempt-state"
import { refundStates } from "../rules/refund-state"

const stamps = `"created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null`
const quoted = (names: readonly string[]) => names.map((name) => `'${name}'`).join(", ")

/** What is sent to a gateway and asked of it. */
const call = `"reference" text not null, "code" text null, "failure" text null, "conversation_id" text null, "receipt" text null,
      "calls" integer not null default 0, "next_call_at" timestamptz null, "sent_at" timestamptz null,
      "settled_at" timestamptz null, "booked_at" timestamptz null`

export class Migration20261123150300 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create table if not exists "payment_attempt" (
      "id" text primary key, "group_id" text not null,
      "gateway" text check ("gateway" in ('mpesa', 'emola', 'stripe')) not null,
      "amount" integer not null check ("amount" > 0), "currency_code" text not null,
      "phone" text null, "state" text not null check ("state" in (${quoted(attemptStates)})),
      "client_secret" text null, ${call}, ${stamps});`)
    // While money may move by one attempt, a second cannot be made.
    this.addSql(
      `create unique index if not exists "IDX_payment_attempt_open" on "payment_attempt" ("group_id") where state in (${quoted(openStates)});`
    )
    this.addSql(
      `create index if not exists "IDX_payment_attempt_group_id" on "payment_attempt" ("group_id", "created_at");`
    )
    this.addSql(
      `create unique index if not exists "IDX_payment_attempt_reference_unique" on "payment_attempt" ("gateway", "reference");`
    )
    this.addSql(
      `create index if not exists "IDX_payment_attempt_conversation_id" on "payment_attempt" ("gateway", "conversation_id") where conversation_id is not null;`
    )
    this.addSql(
      `create index if not exists "IDX_payment_attempt_next_call_at" on "payment_attempt" ("next_call_at") where state in (${quoted(["queued", ...askedStates])});`
    )
    this.addSql(
      `create index if not exists "IDX_payment_attempt_unbooked" on "payment_attempt" ("settled_at") where state = 'succeeded' and booked_at is null;`
    )

    this.addSql(`create table if not exists "payment_refund" (
      "id" text primary key, "attempt_id" text not null references "payment_attempt" ("id"),
      "group_id" text not null, "order_id" text not null,
      "kind" text check ("kind" in ('asked', 'unexpected')) not null,
      "amount" integer not null check ("amount" > 0), "reason" text not null default '',
      "requested_by" text null, "decided_by" text null,
      "medusa_refund_id" text null,
      "state" text not null check ("state" in (${quoted(refundStates)})), ${call}, ${stamps});`)
    // Money nobody expected goes back once.
    this.addSql(
      `create unique index if not exists "IDX_payment_refund_unexpected_unique" on "payment_refund" ("attempt_id", "order_id") where kind = 'unexpected';`
    )
    // A refund that Medusa has written down is ours once.
    this.addSql(
      `create unique index if not exists "IDX_payment_refund_medusa_refund_id_unique" on "payment_refund" ("medusa_refund_id") where medusa_refund_id is not null;`
    )
    this.addSql(
      `create unique index if not exists "IDX_payment_refund_reference_unique" on "payment_refund" ("reference");`
    )
    this.addSql(
      `create index if not exists "IDX_payment_refund_order_id" on "payment_refund" ("order_id");`
    )
    this.addSql(
      `create index if not exists "IDX_payment_refund_attempt_id" on "payment_refund" ("attempt_id");`
    )
    this.addSql(
      `create index if not exists "IDX_payment_refund_next_call_at" on "payment_refund" ("next_call_at") where state in ('queued', 'sent', 'pending', 'unknown');`
    )
    this.addSql(
      `create index if not exists "IDX_payment_refund_unbooked" on "payment_refund" ("settled_at") where state = 'succeeded' and booked_at is null;`
    )

    this.addSql(`create table if not exists "gateway_exchange" (
      "id" text primary key, "subject_id" text null, "gateway" text not null, "operation" text not null,
      "request" jsonb not null, "status" integer null, "answer" text null, "fault" text null,
      "milliseconds" integer not null default 0, ${stamps});`)
    this.addSql(
      `create index if not exists "IDX_gateway_exchange_subject_id" on "gateway_exchange" ("subject_id", "created_at");`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "gateway_exchange", "payment_refund", "payment_attempt";`)
  }
}
