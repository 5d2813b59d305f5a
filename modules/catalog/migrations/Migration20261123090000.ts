import { Migration } from "@medusajs/framework/mikro-orm/migrations"

/** Runs `statement` unless the query finds that its object exists: these have no IF NOT EXISTS. */
function unlessExists(query: string, statement: string): string {
  return `do $do$ begin if not exists (${query}) then ${statement}; end if; end $do$`
}

const words =
  "asciiword, word, numword, asciihword, hword, numhword, hword_asciipart, hword_part, hword_numpart"

/** The search index: what products are listed, filtered, sorted and found by. */
export class Migration20261123090000 extends Migration {
  override async up(): Promise<void> {
    this.addSql(`create extension if not exists unaccent`)
    this.addSql(`create extension if not exists pg_trgm`)

    // A stemmer without stop words: rules/words.ts drops them, and gives "sem" a meaning.
    this.addSql(
      unlessExists(
        `select from pg_ts_dict where dictname = 'txova_pt_stem' and dictnamespace = 'public'::regnamespace`,
        `create text search dictionary public.txova_pt_stem (template = snowball, language = portuguese)`
      )
    )
    this.addSql(
      unlessExists(
        `select from pg_ts_config where cfgname = 'txova_pt' and cfgnamespace = 'public'::regnamespace`,
        `create text search configuration public.txova_pt (parser = pg_catalog."default");
         alter text search configuration public.txova_pt
           add mapping for ${words} with public.unaccent, public.txova_pt_stem;
         alter text search configuration public.txova_pt
           add mapping for int, uint, float, sfloat, version with pg_catalog.simple`
      )
    )

    // Narrow, and what filters test first, so that a list reads many rows a page and little of
    // each; the text is in a table of its own, which a change of price or stock leaves alone.
    // The price twice: a product without one comes last whichever way prices run.
    // Lists read in small bites: a parallel plan's workers would take longer to start than the
    // whole query. They read the indexes alone as long as the table is vacuumed, so vacuum it often.
    this.addSql(`create table if not exists "product_search" (
      "id" bigint generated always as identity,
      "version" bigint not null,
      "price_rising" bigint not null default 9007199254740991,
      "price_falling" bigint not null default -1,
      "rating" double precision not null default 0,
      "sales" bigint not null default 0,
      "created_at" timestamptz not null,
      "flags" integer not null default 0,
      "is_public" boolean not null,
      "facets" integer[] not null default '{}',
      "product_id" text collate "C" not null,
      "object_id" text collate "C" not null,
      "name_key" text collate "C" not null default '',
      "text_digest" text collate "C" not null default '',
      "removed_at" timestamptz null,
      constraint "product_search_pkey" primary key ("product_id"))
      with (fillfactor = 85, parallel_workers = 0,
            autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 500,
            autovacuum_vacuum_insert_scale_factor = 0.01, autovacuum_vacuum_insert_threshold = 500,
            autovacuum_analyze_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0)`)
    this.addSql(`create unique index if not exists "product_search_id" on "product_search" ("id")`)
    this.addSql(`create index if not exists "product_search_facets" on "product_search"
      using gin ("facets") with (fastupdate = off) where is_public`)
    // What filters test is in each sort's index: walking 20,000 entries takes 3 ms, and 19 ms
    // where each row must be fetched.
    for (const column of [
      "price_rising",
      "price_falling",
      "rating",
      "sales",
      "created_at",
      "name_key",
    ]) {
      const included = ["flags", "price_rising", "rating", "facets"].filter(
        (name) => name !== column
      )
      this.addSql(`create index if not exists "product_search_${column}" on "product_search"
        ("${column}", "object_id") include ("${included.join('", "')}") where is_public`)
    }
    this.addSql(`create index if not exists "product_search_removed" on "product_search"
      (removed_at) where removed_at is not null`)

    // Of public products only.
    this.addSql(`create table if not exists "product_search_text" (
      "id" bigint not null,
      "name" text not null,
      "slug" text not null,
      "name_tsv" tsvector not null,
      "all_tsv" tsvector not null,
      constraint "product_search_text_pkey" primary key ("id"))
      with (parallel_workers = 0)`)
    this.addSql(`create index if not exists "product_search_text_name" on "product_search_text"
      using gin ("name_tsv") with (fastupdate = off)`)
    // The large one takes new text through a list of 1 MB, merged when full: a third of the
    // time a row. Only the fallback search reads that list as well.
    this.addSql(`create index if not exists "product_search_text_all" on "product_search_text"
      using gin ("all_tsv") with (fastupdate = on, gin_pending_list_limit = 1024)`)

    this.addSql(`create table if not exists "product_search_facet" (
      "id" integer generated always as identity,
      "kind" text collate "C" not null,
      "value" text collate "C" not null,
      "label" text null,
      "label_key" text collate "C" null,
      constraint "product_search_facet_pkey" primary key ("id"),
      constraint "product_search_facet_value" unique ("kind", "value"))`)

    this.addSql(`create table if not exists "product_search_word" (
      "word" text collate "C" not null,
      "label" text not null,
      "stem" text collate "C" not null,
      "count" integer not null default 0,
      "unused_since" timestamptz null,
      constraint "product_search_word_pkey" primary key ("word"))
      with (fillfactor = 80)`)
    this.addSql(`create index if not exists "product_search_word_trigram" on "product_search_word"
      using gin ("word" public.gin_trgm_ops) with (fastupdate = off)`)
    this.addSql(
      `create index if not exists "product_search_word_stem" on "product_search_word" ("stem")`
    )
  }

  override async down(): Promise<void> {
    for (const table of ["word", "facet", "text"]) {
      this.addSql(`drop table if exists "product_search_${table}" cascade`)
    }
    this.addSql(`drop table if exists "product_search" cascade`)
    this.addSql(`drop text search configuration if exists public.txova_pt`)
    this.addSql(`drop text search dictionary if exists public.txova_pt_stem`)
    // The extensions stay: others may use them.
  }
}
