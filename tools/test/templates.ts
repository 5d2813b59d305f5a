import { spawn } from "node:child_process"
import path from "node:path"
import { Client } from "pg"
import type { Services } from "../services"

const root = path.resolve(__dirname, "../..")

function databaseOf(url: string, name: string): string {
  const result = new URL(url)
  result.pathname = `/${name}`
  return result.toString()
}

function runTool(file: string, env: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["-r", "ts-node/register", path.join(root, file)], {
      cwd: root,
      env,
      stdio: ["ignore", "pipe", "pipe"],
    })
    let output = ""
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()))
    child.on("error", reject)
    child.on("close", (code) => {
      if (code === 0) {
        resolve()
      } else {
        reject(new Error(`${file} ended with ${String(code)}:\n${output.slice(-4_000)}`))
      }
    })
  })
}

/**
 * Makes the databases that worlds are copied from, a copy being a matter of
 * milliseconds: one migrated and empty, one with the demonstration marketplace.
 */
export async function prepareTemplates(
  services: Services,
  dataDir: string,
  log: (line: string) => void
): Promise<void> {
  const client = new Client({ connectionString: services.databaseUrl })
  await client.connect()
  try {
    const started = Date.now()
    await client.query("CREATE DATABASE txova_template_empty")
    const environment = (name: string) => ({
      ...process.env,
      NODE_ENV: "test",
      DATA_DIR: dataDir,
      DATABASE_URL: databaseOf(services.databaseUrl, name),
      MONGO_URI: databaseOf(services.mongoUri, name),
    })
    await runTool("tools/migrate.ts", environment("txova_template_empty"))
    await client.query("CREATE DATABASE txova_template_demo TEMPLATE txova_template_empty")
    await runTool("tools/seed/index.ts", environment("txova_template_demo"))
    await client.query(`
      UPDATE pg_database SET datistemplate = true WHERE datname LIKE 'txova_template_%'`)
    log(`Template databases are ready after ${((Date.now() - started) / 1000).toFixed(1)} s`)
  } finally {
    await client.end()
  }
}
