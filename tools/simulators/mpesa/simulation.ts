import type { Stage } from "../shared/stage"
import type { Script } from "../shared/script"
import type { MpesaCredentials } from "./credentials"
import type { Operation } from "./operations"
import type { MpesaReply } from "./reply"

/** All that the simulator knows. */
export type Simulation = {
  stage: Stage
  script: Script<Operation, MpesaReply>
  credentials: MpesaCredentials
}

/** What was sent, by the operator's names; all are texts. */
export type Fields = Readonly<Record<string, string>>

/** A request that has passed the door. */
export type MpesaRequest = { operation: Exclude<Operation, "query" | "name">; fields: Fields }
