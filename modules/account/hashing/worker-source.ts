/** What a hashing worker is started with. */
export type WorkerData = { bcryptPath: string; nice: number }

/**
 * A worker's program, as plain JavaScript: a file of its own would have to be found under
 * ts-node, Jest and the build alike. It hashes synchronously, one job at a time.
 */
export const workerSource = `
const os = require("node:os")
const { parentPort, workerData } = require("node:worker_threads")

// On Linux alone 0 means this thread; elsewhere it is the whole process.
if (process.platform === "linux") {
  try {
    os.setPriority(0, Math.min(os.constants.priority.PRIORITY_LOW, os.getPriority(0) + workerData.nice))
  } catch {}
}

const { hashSync, verifySync } = require(workerData.bcryptPath)

parentPort.on("message", (job) => {
  try {
    const value =
      job.kind === "hash"
        ? hashSync(job.password, { cost: job.cost })
        : verifySync(job.password, job.hash)
    parentPort.postMessage({ value })
  } catch (error) {
    parentPort.postMessage({ error: String(error?.message) })
  }
})
`
