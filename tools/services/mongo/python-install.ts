import { existsSync, mkdtempSync, renameSync, rmSync } from "node:fs"
import { join } from "node:path"
import { cacheFolder } from "../shared/cache-folder"
import { findOnPath } from "../shared/find-on-path"
import { runProgram } from "../shared/run-program"
import { reasonOf } from "../shared/service-error"
import type { StartContext } from "../shared/start-context"
import { findPython, type Python } from "./find-python"

const PACKAGE = "SecantusDB"
const VERSION = "0.7.0b3"

// No --only-binary for the rest: small pure-Python dependencies may come as source.
const PIP_INSTALL = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
const WHAT = [`--only-binary=${PACKAGE}`, `${PACKAGE}==${VERSION}`]
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

type Installer = (folder: string, python: Python, env: NodeJS.ProcessEnv) => Promise<void>

const intoVenv: Installer = async (folder, python, env) => {
  await runProgram(python.file, ["-m", "venv", join(folder, "venv")], env, VENV_MS)
  await runProgram(venvPython(folder), [...PIP_INSTALL, ...WHAT], env, INSTALL_MS)
}

const intoVirtualenv: Installer = async (folder, python, env) => {
  const virtualenv = findOnPath("virtualenv", env)
  if (virtualenv === undefined) {
    throw new Error("virtualenv is not on PATH")
  }
  await runProgram(virtualenv, ["--python", python.file, join(folder, "venv")], env, VENV_MS)
  await runProgram(venvPython(folder), [...PIP_INSTALL, ...WHAT], env, INSTALL_MS)
}

const intoFolder: Installer = async (folder, python, env) => {
  await runProgram(
    python.file,
    [...PIP_INSTALL, "--target", join(folder, "site"), ...WHAT],
    env,
    INSTALL_MS
  )
}

/** Tries a venv, then, as on a Debian without python3-venv, pip into a plain folder, then virtualenv. */
const installInto = async (
  folder: string,
  python: Python,
  env: NodeJS.ProcessEnv
): Promise<void> => {
  const failures: string[] = []
  for (const install of [intoVenv, intoFolder, intoVirtualenv]) {
    try {
      await install(folder, python, env)
      return
    } catch (thrown) {
      failures.push(reasonOf(thrown))
      rmSync(join(folder, "venv"), { recursive: true, force: true })
      rmSync(join(folder, "site"), { recursive: true, force: true })
    }
  }
  throw new Error(failures.join("; "))
}

/** SecantusDB's Python server, installed once for this user in the cache folder. Throws when it cannot be. */
export const ensureSecantusPython = async ({
  env,
  dataDir,
  log,
}: StartContext): Promise<SecantusPython> => {
  const python = await findPython(env)
  const folder = join(cacheFolder(env, dataDir), `secantusdb-${VERSION}-python${python.version}`)
  if (existsSync(folder) && (await hasSecantus(installed(folder, python), env))) {
    return installed(folder, python)
  }
  log(`MongoDB: installing ${PACKAGE} ${VERSION} from PyPI into ${folder} (once)`)
  const draft = mkdtempSync(`${folder}-`)
  try {
    await installInto(draft, python, env)
    rmSync(folder, { recursive: true, force: true })
    renameSync(draft, folder)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
  return installed(folder, python)
}
