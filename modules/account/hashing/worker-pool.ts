import { Worker } from "node:worker_threads"

/** Too many jobs wait: to take another would only make all of them late. */
export class PoolBusyError extends Error {
  constructor() {
    super("Too many jobs are waiting.")
    this.name = "PoolBusyError"
  }
}

/** The pool was closed, or the job's worker ended before it answered. */
export class PoolStoppedError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = "PoolStoppedError"
  }
}

type Job = {
  message: unknown
  resolve: (value: unknown) => void
  reject: (error: Error) => void
}

/** Answers of a worker's program, one for each message it is sent. */
type Answer = { value: unknown } | { error: string }

export type WorkerPool = {
  run: (message: unknown) => Promise<unknown>
  close: () => Promise<void>
}

/**
 * A pool of worker threads that take one message at a time. Workers start when they are
 * first needed; idle ones do not keep the process alive; one that ends is replaced by the
 * next job, and its own job rejects with PoolStoppedError. `run` rejects with
 * PoolBusyError where `maxQueued` jobs already wait for a worker.
 */
export function createWorkerPool(options: {
  source: string
  workerData: unknown
  workers: number
  maxQueued: number
}): WorkerPool {
  const current = new Map<Worker, Job | undefined>()
  const queue: Job[] = []
  let closed = false

  function idleWorker(): Worker | undefined {
    for (const [worker, job] of current) {
      if (job === undefined) {
        return worker
      }
    }
    return current.size < options.workers ? startWorker() : undefined
  }

  function dispatch(): void {
    while (queue.length > 0) {
      const worker = idleWorker()
      const job = worker === undefined ? undefined : queue.shift()
      if (worker === undefined || job === undefined) {
        return
      }
      current.set(worker, job)
      worker.ref()
      worker.postMessage(job.message)
    }
  }

  /** Takes the job from a worker. */
  function release(worker: Worker): Job | undefined {
    const job = current.get(worker)
    current.set(worker, undefined)
    worker.unref()
    return job
  }

  function remove(worker: Worker, cause?: unknown): void {
    const job = release(worker)
    current.delete(worker)
    job?.reject(new PoolStoppedError("A worker ended before it answered.", { cause }))
    dispatch()
  }

  function startWorker(): Worker {
    const worker = new Worker(options.source, {
      eval: true,
      workerData: options.workerData,
      // Not the process's own: each worker would load ts-node, and hold every secret.
      execArgv: [],
      env: {},
    })
    worker.unref()
    current.set(worker, undefined)
    worker.on("message", (answer: Answer) => {
      const job = release(worker)
      if ("error" in answer) {
        job?.reject(new Error(answer.error))
      } else {
        job?.resolve(answer.value)
      }
      dispatch()
    })
    worker.on("error", (error) => {
      remove(worker, error)
    })
    worker.on("exit", () => {
      if (current.has(worker)) {
        remove(worker)
      }
    })
    return worker
  }

  return {
    run: (message) =>
      new Promise((resolve, reject) => {
        if (closed) {
          reject(new PoolStoppedError("The pool is closed."))
          return
        }
        queue.push({ message, resolve, reject })
        dispatch()
        if (queue.length > options.maxQueued) {
          queue.pop()
          reject(new PoolBusyError())
        }
      }),
    close: async () => {
      closed = true
      const waiting = queue.splice(0)
      waiting.forEach((job) => job.reject(new PoolStoppedError("The pool is closed.")))
      await Promise.all([...current.keys()].map((worker) => worker.terminate()))
    },
  }
}
