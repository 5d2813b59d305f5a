import { lstatSync, readFileSync, symlinkSync } from "node:fs"
import { basename, dirname, join } from "node:path"
import { z } from "zod"

const listSchema = z.array(z.object({ source: z.string(), target: z.string() }))

const symlinksOf = (native: string): z.infer<typeof listSchema> => {
  try {
    return listSchema.parse(JSON.parse(readFileSync(join(native, "pg-symlinks.json"), "utf8")))
  } catch {
    return []
  }
}

/**
 * Makes the symbolic links between libraries that npm cannot carry and that the package's own
 * install script makes where scripts are allowed. Links that exist are left alone.
 */
export const hydrateSymlinks = (native: string): void => {
  for (const { source, target } of symlinksOf(native)) {
    const link = join(dirname(native), target)
    if (lstatSync(link, { throwIfNoEntry: false }) === undefined) {
      symlinkSync(basename(source), link)
    }
  }
}
