import type { ServerResponse } from "node:http"

/** What the front layer and the server know together about shutting down. */
export interface Lifecycle {
  /** Set when shutting down begins: answers then end their connections. */
  draining: boolean
  /** Answers that last until somebody ends them (server-sent events). */
  readonly streams: Set<ServerResponse>
}

/** The state of a process that serves. */
export function createLifecycle(): Lifecycle {
  return { draining: false, streams: new Set() }
}
