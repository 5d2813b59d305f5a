import { existsSync, mkdtempSync, renameSync, rmSync } from "node:fs"
import { join } from "node:path"
import { cacheFolder } from "../shared/cache-folder"
import { findOnPath } from "../shared/find-on-path"
import { runProgram } from "../shared/run-program"
import type { StartContext } from "../shared/start-context"
import { findPython, type Python } from "./find-python"

const PACKAGE = "SecantusDB"
const VERSION = "0.7.0b3"

// Its storage engine is not compiled here: that takes minutes and tools that few machines have.
const PIP_OPTIONS = [
  ...["--quiet", "--disable-pip-version-check", "--no-input", "--retries=2", "--timeout=30"],
  ...[`--only-binary=${PACKAGE}`, `${PACKAGE}==${VERSION}`],
]
const INSTALL_MS = 10 * 60 * 1000
const VENV_MS = 2 * 60 * 1000

/** An interpreter that has SecantusDB, with the folder to put on PYTHONPATH when it is not in a venv. */
export interface SecantusPython {
  python: string
  path: string | undefined
}

const venvPython = (folder: string): string =>
  process.platform === "win32"
    ? join(folder, "venv", "Scripts", "python.exe")
    : join(folder, "venv", "bin", "python")

const installed = (folder: string, python: Python): SecantusPython =>
  existsSync(venvPython(folder))
    ? { python: venvPython(folder), path: undefined }
    : { python: python.file, path: join(folder, "site") }

const hasSecantus = async (
  { python, path }: SecantusPython,
  env: NodeJS.ProcessEnv
): Promise<boolean> => {
  const script =
    "import importlib.util, sys; sys.exit(importlib.util.find_spec('secantus') is None)"
  try {
    await runProgram(
      python,
      ["-c", script],
      path === undefined ? env : { ...env, PYTHONPATH: path },
      20_000
    )
    return true
  } catch {
    return false
  }
}

/** Makes a venv, with virtualenv where Python lacks its own, as on a Debian without python3-venv. */
const makeVenv = async (
  folder: string,
  python: Python,
  env: NodeJS.ProcessEnv
): Promise<boolean> => {
  const venv = join(folder, "venv")
  const virtualenv = findOnPath("virtualenv", env)
  const attempts: [string, string[]][] = [[python.file, ["-m", "venv", venv]]]
  if (virtualenv !== undefined) {
    attempts.push([virtualenv, ["--python", python.file, venv]])
  }
  for (const [program, args] of attempts) {
    try {
      await runProgram(program, args, env, VENV_MS)
      return true
    } catch {
      rmSync(venv, { recursive: true, force: true })
    }
  }
  return false
}

/** Installs into a venv, or, where none can be made, into a plain folder. */
const installInto = async (
  folder: string,
  python: Python,
  env: NodeJS.ProcessEnv
): Promise<void> => {
  const [interpreter, place] = (await makeVenv(folder, python, env))
    ? [venvPython(folder), []]
    : [python.file, ["--target", join(folder, "site")]]
  await runProgram(interpreter, ["-m", "pip", "install", ...place, ...PIP_OPTIONS], env, INSTALL_MS)
}

/** SecantusDB's Python server, installed once for this user in the cache folder. Throws when it cannot be. */
export const ensureSecantusPython = async ({
  env,
  dataDir,
  log,
}: StartContext): Promise<SecantusPython> => {
  const python = await findPython(env)
  const folder = join(cacheFolder(env, dataDir), `secantusdb-${VERSION}-python${python.version}`)
  const isThere = async () => existsSync(folder) && hasSecantus(installed(folder, python), env)
  if (await isThere()) {
    return installed(folder, python)
  }
  log(`MongoDB: installing ${PACKAGE} ${VERSION} from PyPI into ${folder} (once)`)
  const draft = mkdtempSync(`${folder}-`)
  try {
    await installInto(draft, python, env)
    // Another process may have been quicker, and may run from there already.
    if (!(await isThere())) {
      rmSync(folder, { recursive: true, force: true })
      renameSync(draft, folder)
    }
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
  return installed(folder, python)
}
