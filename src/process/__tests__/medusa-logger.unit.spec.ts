import { spawn } from "node:child_process"
import { once } from "node:events"
import path from "node:path"

const root = path.resolve(__dirname, "../../..")

describe("Medusa's log", () => {
  it("ends the process when Medusa cannot go on, with what it said written", async () => {
    const child = spawn(
      process.execPath,
      [
        "-r",
        "ts-node/register",
        "-e",
        `const { toMedusaLogger } = require("./src/process/medusa-logger")
         const { createLogger } = require("./src/process/logger")
         setInterval(() => undefined, 60_000)
         toMedusaLogger(createLogger({ LOG_LEVEL: "info", WORKER_MODE: "server" })).panic("no database")`,
      ],
      { cwd: root, env: { ...process.env, TS_NODE_PROJECT: path.join(root, "tsconfig.json") } }
    )
    let printed = ""
    child.stdout.on("data", (chunk: Buffer) => (printed += chunk.toString()))
    const [code] = (await once(child, "close")) as [number | null]
    expect(code).toBe(1)
    expect(JSON.parse(printed)).toMatchObject({ level: 60, data: "no database" })
  })
})
