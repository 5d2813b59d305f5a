import type { Bench } from "../support/bench"
import type { Row } from "../support/row"

/** One file of this folder. */
export type Measurement = {
  /** For `--only`. */
  name: string
  run: (bench: Bench) => Promise<Row[]>
}
