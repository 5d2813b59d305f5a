import { readFileSync } from "node:fs"
import { compileFunction } from "node:vm"
import { transformSync } from "@swc/core"

/** The client, an ES module of one file, as CommonJS: Jest loads no other before Node 24.9. */
export function loadMeilisearchClient(): unknown {
  const source = readFileSync(require.resolve("meilisearch"), "utf8")
  const { code } = transformSync(source, { module: { type: "commonjs" } })
  const loaded = { exports: {} }
  compileFunction(code, ["module", "exports", "require"])(loaded, loaded.exports, require)
  return loaded.exports
}
