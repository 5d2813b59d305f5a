import type { StartContext } from "../shared/start-context"

export type EmbeddedMongoOrigin =
  "mongod" | "secantusd-rs" | "mongodb-memory-server" | "secantusd-py"

export interface Launch {
  port: number
  /** The engine's own data folder, which exists. */
  folder: string
  durable: boolean
}

/** A server that this machine has: the program, and its arguments for a port and a folder. */
export interface MongoProgram {
  file: string
  arguments: (launch: Launch) => string[]
  env?: NodeJS.ProcessEnv
}

/** One way to have a MongoDB, in the order of the ways in embedded.ts. */
export interface MongoWay {
  origin: EmbeddedMongoOrigin
  /** What people do to have this way; goes into the error when there is none. */
  advice: string
  /** The program, or in words why this machine does not have it. */
  find: (context: StartContext) => Promise<MongoProgram | string> | MongoProgram | string
  /** Called when the program was found and did not start; the next way is tried then. Without it, that is an error. */
  onStartFailure?: (context: StartContext, reason: string) => void
}
