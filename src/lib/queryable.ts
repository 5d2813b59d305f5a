/** What the store needs of a connection: a pool, one client, or Medusa's knex made to look like one. */
export type Queryable = {
  // The row's type is the caller's word, as with pg itself.
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
  query: <Row extends Record<string, unknown>>(
    text: string,
    values?: unknown[]
  ) => Promise<{ rows: Row[]; rowCount: number | null }>
}

/** Medusa's shared connection, as far as it is needed. */
export type Knex = {
  raw: (
    text: string,
    bindings: Record<string, unknown>
  ) => Promise<{ rows: Record<string, unknown>[]; rowCount: number | null }>
  transaction: <Result>(work: (transaction: Knex) => Promise<Result>) => Promise<Result>
}

/** Medusa's shared connection with numbered parameters, as every statement of the store has them. */
export function queryableOfKnex(knex: Pick<Knex, "raw">): Queryable {
  return {
    // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
    query: async <Row extends Record<string, unknown>>(text: string, values: unknown[] = []) => {
      const bindings = Object.fromEntries(values.map((value, index) => [`p${index + 1}`, value]))
      const result = await knex.raw(text.replace(/\$(\d+)/g, ":p$1"), bindings)
      return { rows: result.rows as Row[], rowCount: result.rowCount }
    },
  }
}
