/**
 * Starts what `npm run build` made, for production: the server, or with the word
 * `migrate` the migrations. Plain JavaScript, so that it needs no TypeScript.
 */
const { existsSync } = require("node:fs")
const path = require("node:path")

const build = path.resolve(__dirname, "../.medusa/server")
const entry = path.join(build, process.argv[2] === "migrate" ? "tools/migrate.js" : "src/server.js")

process.env.NODE_ENV ??= "production"
if (!existsSync(entry)) {
  process.stderr.write("There is no build yet: run npm run build first.\n")
  process.exit(1)
}
// Medusa looks for its configuration, and the dashboard, below the working folder.
process.chdir(build)
// The entry sees itself as the main module.
process.argv.splice(1, process.argv[2] === "migrate" ? 2 : 1, entry)
require("node:module").runMain()
