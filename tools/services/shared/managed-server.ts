import { reasonOf, ServiceError, type ServiceName } from "./service-error"
import { launch, type Child, type Command } from "./child"
import { identify } from "./process-identity"
import { logSince, sizeOf } from "./server-log"
import { writeRecord } from "./server-record"
import { waitUntil } from "./wait-until"

export interface ServerPlan {
  service: ServiceName
  origin: string
  port: number
  command: Command
  logFile: string
  recordFile: string
  /** Asks the server once, by its own protocol, on its own port: undefined when it answers, else why not. */
  whyNotReady: () => Promise<string | undefined>
  readyWithinMs: number
  stopSignal: NodeJS.Signals
  stopWithinMs: number
  log: (line: string) => void
  /** The environment variable that names a server to use instead. */
  insteadVariable: "DATABASE_URL" | "MONGO_URI"
  /** Runs before each start, the first and later ones. */
  beforeStart?: () => void
  /** What the log says when the server could not start yet but will soon. */
  worthRetrying?: RegExp
}

const RETRY_FOR_MS = 15_000

/** A database server that this process started, stops, and can start again on the same port and files. */
export class ManagedServer {
  private child: Child | undefined

  constructor(private readonly plan: ServerPlan) {}

  get port(): number {
    return this.plan.port
  }

  get logFile(): string {
    return this.plan.logFile
  }

  /** The process id, or undefined while it is stopped. */
  get pid(): number | undefined {
    return this.child?.ending() === undefined ? this.child?.pid : undefined
  }

  /** Starts the server and returns when it answers. Does nothing when it runs. Throws ServiceError. */
  async start(): Promise<void> {
    const { worthRetrying, beforeStart, logFile } = this.plan
    if (this.pid !== undefined) {
      return
    }
    const giveUpAt = Date.now() + RETRY_FOR_MS
    for (;;) {
      beforeStart?.()
      const position = sizeOf(logFile)
      const problem = await this.attempt()
      if (problem === undefined) {
        return
      }
      const logged = logSince(logFile, position)
      if (!worthRetrying?.test(logged) || Date.now() > giveUpAt) {
        throw this.startError(problem, logged)
      }
    }
  }

  /** Stops the server: "graceful" lets it finish and close its files, "kill" is SIGKILL, as in a crash. */
  async stop(how: "graceful" | "kill" = "graceful"): Promise<void> {
    const { child, plan } = this
    this.child = undefined
    if (child !== undefined) {
      await child.stop(how === "kill" ? "SIGKILL" : plan.stopSignal, plan.stopWithinMs)
      writeRecord(plan.recordFile, { port: plan.port, origin: plan.origin })
    }
  }

  /** Gives what went wrong, or undefined when the server answers. */
  private async attempt(): Promise<string | undefined> {
    const { plan } = this
    let child: Child
    try {
      child = await launch(plan.command, plan.logFile, plan.stopSignal)
    } catch (thrown) {
      return `${plan.command.file} could not be run: ${reasonOf(thrown)}`
    }
    this.record(child.pid)
    let refusal: string | undefined
    const isReadyOrEnded = async () => {
      refusal = await plan.whyNotReady()
      return refusal === undefined || child.ending() !== undefined
    }
    const settled = await waitUntil(isReadyOrEnded, { withinMs: plan.readyWithinMs })
    if (child.ending() !== undefined) {
      return `it ended while starting (${child.ending()})`
    }
    if (!settled) {
      await child.stop(plan.stopSignal, plan.stopWithinMs)
      return `it did not answer within ${plan.readyWithinMs / 1000} s (${refusal})`
    }
    this.child = child
    child.onEnd((ending) => this.reportUnlessStopped(child, ending))
    return undefined
  }

  private record(pid: number): void {
    const { port, origin, recordFile } = this.plan
    writeRecord(recordFile, { port, origin, server: identify(pid), owner: identify(process.pid) })
  }

  private reportUnlessStopped(child: Child, ending: string): void {
    if (this.child === child) {
      this.plan.log(
        `${this.plan.service} ended by itself (${ending}); its log is ${this.plan.logFile}`
      )
    }
  }

  private startError(problem: string, logged: string): ServiceError {
    const { service, origin, logFile, insteadVariable } = this.plan
    const lastLines = logged
      .split("\n")
      .slice(-6)
      .map((line) => `\n    ${line}`)
      .join("")
    return new ServiceError(
      service,
      `${origin}: ${problem}.${lastLines}`,
      `read ${logFile}, or set ${insteadVariable} to a server of your own`
    )
  }
}
