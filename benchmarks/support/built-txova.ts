import { cpSync, mkdirSync } from "node:fs"
import path from "node:path"
import { freePort } from "../../tools/services/shared/free-port"
import type { Bench } from "./bench"
import type { Catalogue } from "./catalogue"
import { root, runNode, startNode } from "./child"
import { linkPackages } from "./plain-medusa"
import { environmentOf, type Server } from "./servers"
import { untilAnswers } from "./until-answers"

const sources = [
  "src",
  "modules",
  "migrations",
  "tools",
  "medusa-config.ts",
  "package.json",
  "tsconfig.json",
]

/** Builds the marketplace as `npm run build` does, in a folder apart from the checkout. */
export async function buildTxova(bench: Bench, catalogue: Catalogue): Promise<string> {
  const folder = path.join(bench.workDir, "built")
  mkdirSync(folder, { recursive: true })
  for (const name of sources) {
    cpSync(path.join(root, name), path.join(folder, name), { recursive: true })
  }
  linkPackages(folder)
  const cli = path.join(root, "node_modules/@medusajs/cli/cli.js")
  await runNode([cli, "build"], environmentOf(catalogue), folder)
  return folder
}

/** Starts what was built as `npm start` does, serving and working in one process. */
export async function startBuiltTxova(folder: string, catalogue: Catalogue): Promise<Server> {
  const port = await freePort()
  const env = environmentOf(catalogue, { PORT: String(port), WORKER_MODE: "shared" })
  const child = startNode([path.join(folder, "tools/start.cjs")], env, folder)
  const origin = `http://127.0.0.1:${port}`
  await untilAnswers(`${origin}/health`, child)
  return { origin, pid: child.pid, stop: child.stop }
}
