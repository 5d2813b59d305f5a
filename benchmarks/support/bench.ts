import path from "node:path"
import type { Services } from "../../tools/services"
import { prepareCatalogue, type Catalogue } from "./catalogue"

/** What a measurement is given. */
export type Bench = {
  services: Services
  /** A folder for whatever a measurement makes; removed at the end. */
  workDir: string
  /** Rounds in turn. */
  rounds: number
  /** A short trial: figures of it say only that everything runs. */
  quick: boolean
  /** Products of the two catalogues that most measurements use. */
  sizes: { small: number; large: number }
  /** One of the two figures: the first for a whole run, the second for a quick one. */
  either: (whole: number, quick: number) => number
  /** A catalogue of so many products, made at the first call. */
  catalogue: (products: number) => Promise<Catalogue>
  log: (line: string) => void
}

export function createBench(options: {
  services: Services
  workDir: string
  quick: boolean
  log: (line: string) => void
}): Bench {
  const { services, workDir, quick, log } = options
  const catalogues = new Map<number, Promise<Catalogue>>()
  return {
    ...options,
    rounds: 3,
    sizes: { small: 1_000, large: quick ? 4_000 : 100_000 },
    either: (whole, short) => (quick ? short : whole),
    catalogue: (products) => {
      const made =
        catalogues.get(products) ?? prepareCatalogue(services, path.resolve(workDir), products, log)
      catalogues.set(products, made)
      return made
    },
  }
}
