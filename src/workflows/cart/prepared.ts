import type { ClientBase, Pool } from "pg"
import type { Queryable } from "../../lib/queryable"

/** The carts' statements are long, and few: planning one takes longer than running it. */
const names = new Map<string, string>()

function nameOf(text: string): string {
  const name = names.get(text) ?? `cart.${names.size}`
  names.set(text, name)
  return name
}

/** A connection that prepares each statement once. Only for texts that are fixed. */
export function prepared(db: Pool | ClientBase): Queryable {
  return {
    query: async <Row extends Record<string, unknown>>(text: string, values: unknown[] = []) =>
      db.query<Row>({ name: nameOf(text), text, values }),
  }
}
