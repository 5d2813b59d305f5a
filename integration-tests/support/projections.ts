import { spawn } from "node:child_process"
import { once } from "node:events"
import path from "node:path"
import type { World } from "./world"

const root = path.resolve(__dirname, "../..")

/** Runs `npm run projections -- verify` on a world's databases; gives its exit code and what it printed. */
export async function runVerify(
  world: World,
  collection: string
): Promise<{ code: number; printed: string }> {
  const child = spawn(
    process.execPath,
    ["-r", "ts-node/register", path.join(root, "tools/projections.ts"), "verify", collection],
    {
      cwd: root,
      env: {
        ...process.env,
        TS_NODE_PROJECT: path.join(root, "tsconfig.json"),
        DATABASE_URL: world.databases.databaseUrl,
        MONGO_URI: world.databases.mongoUri,
      },
      stdio: ["ignore", "pipe", "pipe"],
    }
  )
  let printed = ""
  const keep = (chunk: Buffer) => {
    printed += chunk.toString()
  }
  child.stdout.on("data", keep)
  child.stderr.on("data", keep)
  const [code] = (await once(child, "close")) as [number]
  return { code, printed }
}
