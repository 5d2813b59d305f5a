/** Collects the values of one statement; `add` gives the placeholder to write in its place. */
export class Parameters {
  readonly values: unknown[] = []

  add(value: unknown): string {
    this.values.push(value)
    return `$${this.values.length}`
  }
}
