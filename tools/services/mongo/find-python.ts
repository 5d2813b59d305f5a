import { findOnPath } from "../shared/find-on-path"
import { runProgram } from "../shared/run-program"

export interface Python {
  file: string
  /** "3.12" */
  version: string
}

const OLDEST_MINOR = 10
const NAMES = [
  "python3",
  "python3.14",
  "python3.13",
  "python3.12",
  "python3.11",
  "python3.10",
  "python",
]

/** The first Python on PATH that is 3.10 or later. Throws when there is none. */
export const findPython = async (env: NodeJS.ProcessEnv): Promise<Python> => {
  for (const name of NAMES) {
    const file = findOnPath(name, env)
    if (file === undefined) {
      continue
    }
    const version = await versionOf(file, env)
    const [major, minor] = version.split(".").map(Number)
    if (major === 3 && minor !== undefined && minor >= OLDEST_MINOR) {
      return { file, version }
    }
  }
  throw new Error(`there is no Python 3.${OLDEST_MINOR} or later on PATH`)
}

const versionOf = async (file: string, env: NodeJS.ProcessEnv): Promise<string> => {
  try {
    return (
      await runProgram(
        file,
        ["-c", "import sys; print('%d.%d' % sys.version_info[:2])"],
        env,
        10_000
      )
    ).trim()
  } catch {
    return ""
  }
}
