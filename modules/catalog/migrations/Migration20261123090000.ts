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

    // Narrow, so that a list reads many rows a page; the text is in a table of its own, which a
    // change of price or stock leaves alone. Lists read it in small bites: a parallel plan's
    // workers would take longer to start than the whole query.
    this.addSql(`create table if not exists "product_search" (
      "id" bigint generated always as identity,
      "product_id" text collate "C" not null,
      "object_id" text collate "C" not null,
      "version" bigint not null,
      "is_public" boolean not null,
      "removed_at" timestamptz null,
      "price" bigint null,
      "rating" double precision not null default 0,
      "sales" bigint not null default 0,
      "created_at" timestamptz not null,
      "flags" integer not null default 0,
      "facets" integer[] not null default '{}',
      "text_digest" text collate "C" not null default '',
      "name_key" text collate "C" not null default '',
      constraint "product_search_pkey" primary key ("product_id"))
      with (fillfactor = 85, parallel_workers = 0)`)
    this.addSql(`create unique index if not exists "product_search_id" on "product_search" ("id")`)
    this.addSql(`create index if not exists "product_search_facets" on "product_search"
      using gin ("facets") with (fastupdate = off) where is_public`)
    // Products without a price come last whichever way prices run.
    for (const [name, key] of [
      ["price_up", "coalesce(price, 9007199254740991)"],
      ["price_down", "coalesce(price, -1)"],
      ["rating", "rating"],
      ["sales", "sales"],
      ["created", "created_at"],
      ["name", "name_key"],
    ]) {
      this.addSql(`create index if not exists "product_search_${name}" on "product_search"
        ((${key}), product_id) where is_public`)
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
    // The large one takes new text through a list of 256 kB, merged when full: a third of the
    // time a row. Only the fallback search reads that list as well.
    this.addSql(`create index if not exists "product_search_text_all" on "product_search_text"
      using gin ("all_tsv") with (fastupdate = on, gin_pending_list_limit = 256)`)

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
    this.addSql(`create index if not exists "product_search_word_stem" on "product_search_word" ("stem")`)
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
