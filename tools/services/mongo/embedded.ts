import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { childEnv } from "../shared/child-env"
import { freePort } from "../shared/free-port"
import { ManagedServer } from "../shared/managed-server"
import { findRunningServer } from "../shared/running-server"
import { readRecord } from "../shared/server-record"
import { reasonOf, ServiceError } from "../shared/service-error"
import { logFileOf, recordFileOf, type StartContext } from "../shared/start-context"
import { whyNoPing, uriOf } from "./connect"
import { mongodOnPath } from "./mongod"
import { downloadedMongod } from "./mongodb-download"
import { secantusdPyFromPyPI } from "./secantusd-py"
import { secantusdRsOnPath } from "./secantusd-rs"
import type { EmbeddedMongoOrigin, MongoProgram, MongoWay } from "./way"

export type { EmbeddedMongoOrigin }

export interface EmbeddedMongo {
  origin: EmbeddedMongoOrigin
  uri: string
  server: ManagedServer | undefined
}

/** Tried in this order. */
const WAYS: MongoWay[] = [mongodOnPath, secantusdRsOnPath, downloadedMongod, secantusdPyFromPyPI]

const STOP_SIGNAL = "SIGTERM"

const serverOf = async (
  way: MongoWay,
  program: MongoProgram,
  context: StartContext
): Promise<ManagedServer> => {
  const { dataDir, durable, env, log, ports } = context
  const recordFile = recordFileOf(dataDir, "mongo")
  const port = await freePort(ports === "fixed" ? readRecord(recordFile)?.port : undefined)
  // One folder an engine: none reads another's files. What is in them can be rebuilt from Postgres.
  const folder = join(dataDir, "mongo", way.origin)
  mkdirSync(folder, { recursive: true })
  return new ManagedServer({
    service: "MongoDB",
    origin: way.origin,
    port,
    command: {
      file: program.file,
      args: program.arguments({ port, folder, durable }),
      cwd: folder,
      env: childEnv(env, program.env),
    },
    logFile: logFileOf(dataDir, "mongo"),
    recordFile,
    whyNotReady: () => whyNoPing(port),
    readyWithinMs: 60_000,
    stopSignal: STOP_SIGNAL,
    stopWithinMs: 10_000,
    log,
    insteadVariable: "MONGO_URI",
  })
}

const noWayLeft = (reasons: string[]): ServiceError =>
  new ServiceError(
    "MongoDB",
    `none was found and none could be started:${reasons.map((reason) => `\n    - ${reason}`).join("")}`,
    `one of these:\n    - set MONGO_URI to a MongoDB 6 or later${WAYS.map(({ advice }) => `\n    - ${advice}`).join("")}`
  )

/** A MongoDB of our own, on <dataDir>/mongo. Shares the server of another living process that runs one there. */
export const startEmbeddedMongo = async (context: StartContext): Promise<EmbeddedMongo> => {
  const running = await findRunningServer(recordFileOf(context.dataDir, "mongo"), STOP_SIGNAL)
  const sharedWay = WAYS.find(({ origin }) => origin === running?.origin)
  if (running !== undefined && sharedWay !== undefined) {
    context.log(
      `MongoDB: sharing the one that process ${running.owner.pid} runs on port ${running.port}`
    )
    return {
      origin: sharedWay.origin,
      uri: uriOf(running.port, context.durable),
      server: undefined,
    }
  }
  const earlier = readRecord(recordFileOf(context.dataDir, "mongo"))?.origin
  const reasons: string[] = []
  for (const way of WAYS) {
    const program = await way.find(context)
    if (typeof program === "string") {
      reasons.push(program)
      continue
    }
    const server = await serverOf(way, program, context)
    try {
      await server.start()
    } catch (thrown) {
      if (way.onStartFailure === undefined) {
        throw thrown
      }
      way.onStartFailure(context, reasonOf(thrown))
      reasons.push(reasonOf(thrown))
      continue
    }
    if (reasons.length > 0) {
      context.log(`MongoDB: it is ${way.origin}, since ${reasons.join("; ")}`)
    }
    if (earlier !== undefined && earlier !== way.origin) {
      context.log(
        `MongoDB: ${way.origin} takes the place of ${earlier}, whose collections it does not have`
      )
    }
    return { origin: way.origin, uri: uriOf(server.port, context.durable), server }
  }
  throw noWayLeft(reasons)
}
