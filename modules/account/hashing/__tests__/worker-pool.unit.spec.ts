import { createWorkerPool, PoolBusyError, PoolStoppedError, type WorkerPool } from "../worker-pool"

/** Answers each message by what it says to do. */
const source = `
const { parentPort, threadId } = require("node:worker_threads")
const held = []
parentPort.on("message", (message) => {
  if (message === "exit") process.exit(1)
  else if (message === "throw") throw new Error("thrown outside an answer")
  else if (message === "fail") parentPort.postMessage({ error: "failed" })
  else if (message === "hold") return
  else if (message === "environment") parentPort.postMessage({ value: Object.keys(process.env) })
  else parentPort.postMessage({ value: [message, threadId] })
})
`

let pool: WorkerPool

function open(options: { workers?: number; maxQueued?: number } = {}): WorkerPool {
  pool = createWorkerPool({ source, workerData: null, workers: 1, maxQueued: 10, ...options })
  return pool
}

afterEach(() => pool.close())

describe("a worker pool", () => {
  it("answers each message, in turn with one worker", async () => {
    open()
    const answers = await Promise.all(["a", "b", "c"].map((message) => pool.run(message)))
    expect(answers.map((answer) => (answer as unknown[])[0])).toEqual(["a", "b", "c"])
    expect(new Set(answers.map((answer) => (answer as unknown[])[1])).size).toBe(1)
  })

  it("starts as many workers as are needed at once, and no more", async () => {
    open({ workers: 3 })
    const answers = await Promise.all(Array.from("abcdefgh").map((message) => pool.run(message)))
    expect(new Set(answers.map((answer) => (answer as unknown[])[1])).size).toBe(3)
  })

  it("rejects a job that fails, and goes on", async () => {
    open()
    await expect(pool.run("fail")).rejects.toThrow("failed")
    await expect(pool.run("a")).resolves.toBeDefined()
  })

  it.each(["exit", "throw"])("replaces a worker ended by %s, and rejects its job", async (way) => {
    open()
    const ended = pool.run(way)
    const next = pool.run("a")
    await expect(ended).rejects.toBeInstanceOf(PoolStoppedError)
    await expect(next).resolves.toEqual(["a", expect.any(Number)])
  })

  it("refuses jobs beyond the queue's limit, and takes them again when there is room", async () => {
    open({ maxQueued: 2 })
    const taken = [pool.run("a"), pool.run("b"), pool.run("c")]
    await expect(pool.run("d")).rejects.toBeInstanceOf(PoolBusyError)
    await Promise.all(taken)
    await expect(pool.run("d")).resolves.toBeDefined()
  })

  it("rejects what runs, what waits and what comes, once closed", async () => {
    open()
    const jobs = [pool.run("hold"), pool.run("a")]
    const settled = Promise.allSettled(jobs)
    await pool.close()
    for (const outcome of await settled) {
      expect(outcome).toMatchObject({ status: "rejected", reason: expect.any(PoolStoppedError) })
    }
    await expect(pool.run("a")).rejects.toBeInstanceOf(PoolStoppedError)
  })

  it("gives its workers nothing of the environment", async () => {
    open()
    expect(await pool.run("environment")).toEqual([])
  })
})
