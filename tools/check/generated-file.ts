import { existsSync, readFileSync, writeFileSync } from "node:fs"
import path from "node:path"

const root = path.resolve(__dirname, "../..")

/** Whether the committed file is what its generator gives now. */
export function isCurrent(file: string, content: string): boolean {
  const target = path.join(root, file)
  return existsSync(target) && readFileSync(target, "utf8") === content
}

/**
 * Writes a generated file where the arguments hold `--write`; otherwise compares
 * it, and sets the exit code to 1 where the committed one is stale.
 *
 * @param file path from the repository's root
 */
export function settle(file: string, content: string, args = process.argv.slice(2)): void {
  if (args.includes("--write")) {
    writeFileSync(path.join(root, file), content)
  } else if (!isCurrent(file, content)) {
    process.stderr.write(`${file} is stale: npm run generate writes it anew\n`)
    process.exitCode = 1
  }
}
