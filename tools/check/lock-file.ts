import { readFileSync } from "node:fs"
import path from "node:path"
import { settle } from "./generated-file"

type Entry = {
  dev?: boolean
  optionalDependencies?: Record<string, string>
  [field: string]: unknown
}
type LockFile = { packages: Record<string, Entry> }

/** A build of a package for one platform, as npm writes it. */
type PlatformEntry = {
  version: string
  cpu: string[]
  dev?: true
  libc?: string[]
  optional: true
  os: string[]
}

const systems = /-(android|darwin|freebsd|linux|netbsd|openbsd|openharmony|win32)(?=-)/
const processors = /-(arm|arm64|ia32|loong64|mips64el|ppc64|riscv64|s390x|x64)(?=-|$)/
const libraries = /-(gnu|musl)(eabihf)?$/

function platformEntry(name: string, version: string, dev?: boolean): PlatformEntry | undefined {
  const os = systems.exec(name)?.[1]
  const cpu = processors.exec(name)?.[1]
  if (os === undefined || cpu === undefined) {
    return undefined
  }
  const library = os === "linux" ? libraries.exec(name)?.[1] : undefined
  return {
    version,
    cpu: [cpu],
    ...(dev === true ? { dev: true } : {}),
    ...(library === undefined ? {} : { libc: [library === "gnu" ? "glibc" : "musl"] }),
    optional: true,
    os: [os],
  }
}

/** The folders in which a locked package looks for its dependencies, nearest first. */
function searchFolders(key: string): string[] {
  const parts = key.split(/\/?node_modules\//).filter((part) => part !== "")
  return parts
    .map((_, depth) => parts.slice(0, parts.length - depth))
    .concat([[]])
    .map((nested) => nested.map((part) => `node_modules/${part}/`).join(""))
}

/**
 * The entries a lock lacks: builds for other platforms, which npm leaves out where
 * the registry it asked has no copy of them. `npm ci` refuses a lock without them.
 *
 * @returns entries by their key in the lock, such as `node_modules/@swc/core-darwin-arm64`.
 */
export function missingPlatforms(packages: LockFile["packages"]): Record<string, PlatformEntry> {
  const missing: Record<string, PlatformEntry> = {}
  for (const [key, { dev, optionalDependencies = {} }] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const isLocked = searchFolders(key).some(
        (folder) => packages[`${folder}node_modules/${name}`] !== undefined
      )
      const entry = isLocked ? undefined : platformEntry(name, version, dev)
      if (entry !== undefined) {
        missing[`node_modules/${name}`] = entry
      }
    }
  }
  return missing
}

/** The text of a `package-lock.json` with an entry for every platform's builds. */
export function completedLock(text: string): string {
  const lock = JSON.parse(text) as LockFile
  const packages = Object.entries<object>({ ...lock.packages, ...missingPlatforms(lock.packages) })
  // npm's own order.
  packages.sort(([a], [b]) => a.localeCompare(b, "en"))
  return `${JSON.stringify({ ...lock, packages: Object.fromEntries(packages) }, null, 2)}\n`
}

if (require.main === module) {
  const file = "package-lock.json"
  settle(file, completedLock(readFileSync(path.resolve(__dirname, "../..", file), "utf8")))
}
