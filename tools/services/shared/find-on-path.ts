import { accessSync, constants, statSync } from "node:fs"
import { delimiter, isAbsolute, join } from "node:path"

const isProgram = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}

/** The full path of a program on PATH, or undefined. */
export const findOnPath = (program: string, env: NodeJS.ProcessEnv): string | undefined => {
  const suffixes = process.platform === "win32" ? [".exe", ".cmd", ""] : [""]
  const folders = (env.PATH ?? env.Path ?? "").split(delimiter).filter(isAbsolute)
  return folders
    .flatMap((folder) => suffixes.map((suffix) => join(folder, program + suffix)))
    .find(isProgram)
}
