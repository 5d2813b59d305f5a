import type { IndexRow } from "../rules/index-row"

/** Rows as the one JSON parameter that `inputTable` reads. */
export function rowsParameter(rows: IndexRow[]): string {
  return JSON.stringify(rows.map((row) => ({ ...row, facets: `{${row.facets.join(",")}}` })))
}

/** The rows of a JSON parameter as a table. */
export function inputTable(parameter: string): string {
  return `json_to_recordset(${parameter}::json) as i (
    product_id text, object_id text, is_public boolean, name_key text, price_rising bigint,
    price_falling bigint, rating double precision, sales bigint, created_at timestamptz, flags int, facets int[],
    name text, slug text, text_digest text, name_words text, label_words text, other_words text)`
}

/**
 * The two vectors of a row, as a lateral `v`: names, sellers and tags by weight, which is
 * small, searched first, and all that is ranked; and everything a product says, to fall
 * back on, without positions, which nothing ranks by.
 */
export const vectors = `lateral (select setweight(to_tsvector('public.txova_pt', i.name_words), 'A')
    || setweight(to_tsvector('public.txova_pt', i.label_words), 'B') as name_tsv offset 0) n,
  lateral (select n.name_tsv,
    strip(n.name_tsv || to_tsvector('public.txova_pt', i.other_words)) as all_tsv offset 0) v`
