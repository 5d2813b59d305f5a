/** Columns and relations of an answer that somebody may have, as `?fields=` names them. */
export type AllowedFields = {
  /** Columns by their path, such as `customer.email`. */
  columns: ReadonlySet<string>
  /** Relations with all their columns, such as `items`; nothing below them comes along. */
  whole: ReadonlySet<string>
}

/** Puts an allow-list together: columns by the relation they are of, "" for the entity itself. */
export function allow(
  columns: Readonly<Record<string, readonly string[]>>,
  whole: readonly string[] = []
): AllowedFields {
  const paths = Object.entries(columns).flatMap(([relation, names]) =>
    names.map((name) => (relation === "" ? name : `${relation}.${name}`))
  )
  return { columns: new Set(paths), whole: new Set(whole) }
}

/** The allowed columns directly of a relation. */
function columnsOf(relation: string, { columns }: AllowedFields): string[] {
  const prefix = `${relation}.`
  return [...columns].filter(
    (path) => path.startsWith(prefix) && !path.slice(prefix.length).includes(".")
  )
}

/** The name without its last part; "" where it has one only. */
function parentOf(field: string): string {
  return field.slice(0, Math.max(field.lastIndexOf("."), 0))
}

/**
 * Leaves of the fields Medusa would fetch those on an allow-list. A relation that is asked
 * for whole, or by its name, is narrowed to its allowed columns; what is not listed is left
 * out, as fields that do not exist are. A column of a relation that is allowed whole brings
 * all of it: whether `items.variant` is a column or leads elsewhere is not to be seen.
 *
 * @param fields as `queryConfig.fields` has them: `total`, `customer.email`, `items.*`
 */
export function keepAllowed(fields: readonly string[], allowed: AllowedFields): string[] {
  const kept = fields.flatMap((field) => {
    if (allowed.columns.has(field)) {
      return [field]
    }
    const relation = field.endsWith(".*") ? parentOf(field) : field
    const whole = [relation, parentOf(relation)].filter((name) => allowed.whole.has(name))
    return [...whole.map((name) => `${name}.*`), ...columnsOf(relation, allowed)]
  })
  return [...new Set(kept)]
}
