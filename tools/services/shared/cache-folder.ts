import { accessSync, constants, mkdirSync } from "node:fs"
import { homedir } from "node:os"
import { join } from "node:path"

const isWritable = (folder: string): boolean => {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
    return true
  } catch {
    return false
  }
}

/**
 * Where downloads are kept for every checkout of this user: $XDG_CACHE_HOME/txova, ~/.cache/txova,
 * or a folder of the data when there is no home to write to.
 */
export const cacheFolder = (env: NodeJS.ProcessEnv, dataDir: string): string => {
  const shared = join(env.XDG_CACHE_HOME?.trim() || join(env.HOME ?? homedir(), ".cache"), "txova")
  const folder = isWritable(shared) ? shared : join(dataDir, "cache")
  mkdirSync(folder, { recursive: true })
  return folder
}
