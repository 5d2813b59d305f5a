import { isAlive, type ProcessIdentity } from "./process-identity"
import { readRecord, type ServerRecord } from "./server-record"
import { waitUntil } from "./wait-until"

const send = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(pid, signal)
  } catch {
    // It has just ended.
  }
}

/** Ends a server that is not our child: politely, then after 15 s with SIGKILL. */
export const endStranger = async (
  server: ProcessIdentity,
  signal: NodeJS.Signals
): Promise<void> => {
  send(server.pid, signal)
  if (!(await waitUntil(() => !isAlive(server), { withinMs: 15_000 }))) {
    send(server.pid, "SIGKILL")
    await waitUntil(() => !isAlive(server), { withinMs: 5_000 })
  }
}

/**
 * The server that another living process runs for the same data, to be shared with it; undefined
 * when there is none. A server whose owner is gone is ended first, so that its files are free.
 */
export const findRunningServer = async (
  recordFile: string,
  stopSignal: NodeJS.Signals
): Promise<(ServerRecord & { owner: ProcessIdentity }) | undefined> => {
  const record = readRecord(recordFile)
  if (record?.server === undefined || !isAlive(record.server)) {
    return undefined
  }
  const { owner } = record
  if (owner !== undefined && isAlive(owner)) {
    return { ...record, owner }
  }
  await endStranger(record.server, stopSignal)
  return undefined
}
