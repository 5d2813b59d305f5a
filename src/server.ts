import { assertServing, EnvError, readEnv } from "./lib/env"
import { startProcess } from "./process/compose"
import { createLogger } from "./process/logger"
import { stopLimit } from "./process/stop-limit"

async function main(): Promise<void> {
  const env = readEnv()
  assertServing(env)
  const logger = createLogger(env)
  const running = await startProcess(env, logger)
  logger.info({ port: running.port }, `listening on http://localhost:${running.port}`)
  process.send?.({ ready: true, port: running.port })

  const stop = (signal: NodeJS.Signals) => {
    logger.info({ signal }, "stopping")
    setTimeout(() => process.exit(1), stopLimit(env)).unref()
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, "stopping failed")
        process.exit(1)
      }
    )
  }
  process.once("SIGTERM", stop)
  process.once("SIGINT", stop)
}

main().catch((error: unknown) => {
  process.stderr.write(
    `${error instanceof EnvError ? error.message : String(error instanceof Error ? error.stack : error)}\n`
  )
  process.exit(1)
})
