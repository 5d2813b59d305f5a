import os from "node:os"
import { bcryptInput } from "../rules/password"
import { isMedusaScrypt, verifyMedusaScrypt } from "./medusa-scrypt"
import { createWorkerPool, PoolBusyError } from "./worker-pool"
import { workerSource, type WorkerData } from "./worker-source"

/** Rounds as a power of two, by the specification's "bcrypt (12 rounds)": about a quarter of a second. */
const cost = 12

/** Added to the workers' niceness: the event loop's thread gets a core before they do. */
const nice = 10

/** Hash of 32 random bytes that nobody kept: what an unknown account's password is compared to. */
const dummyHash = "$2b$12$98tFJsGGtKPZ.mP8ntdv7OAX5tO6I7RnO5IcaTu3uuhyFRixjJnxO"

const bcryptHash = /^\$2[abxy]\$\d\d\$[./A-Za-z0-9]{53}$/

/** So many passwords wait to be hashed that the caller should come back later (429 or 503). */
export class HasherBusyError extends Error {
  constructor() {
    super("Too many passwords are waiting to be hashed.")
    this.name = "HasherBusyError"
  }
}

/** Hashes and compares passwords in threads of their own. */
export type Hasher = {
  /** A bcrypt hash, `$2b$12$…`, of the password's NFKC form at any length. */
  hash: (password: string) => Promise<string>
  /**
   * Whether the hash is the password's; without a hash the same work, and false. A hash of
   * Medusa's own provider is taken too.
   */
  verify: (password: string, hash: string | undefined) => Promise<boolean>
  /** Ends the workers; what is not yet hashed rejects. */
  close: () => Promise<void>
}

/**
 * Starts a hasher. Its workers hash synchronously at a lower priority (by thread, on
 * Linux), so that a storm of sign-ins takes the cores that nothing else wants.
 *
 * @param options.workers threads, by default as many as the process has cores.
 * @param options.maxQueued passwords that may wait for a thread; both functions reject
 *   with HasherBusyError beyond. Two hundred on two cores are about 25 s of waiting.
 */
export function createHasher(options: { workers?: number; maxQueued?: number } = {}): Hasher {
  const workerData: WorkerData = { bcryptPath: require.resolve("@node-rs/bcrypt"), nice }
  const pool = createWorkerPool({
    source: workerSource,
    workerData,
    workers: options.workers ?? os.availableParallelism(),
    maxQueued: options.maxQueued ?? 200,
  })

  async function run(job: object): Promise<unknown> {
    try {
      return await pool.run(job)
    } catch (error) {
      throw error instanceof PoolBusyError ? new HasherBusyError() : error
    }
  }

  return {
    hash: async (password) =>
      String(await run({ kind: "hash", password: bcryptInput(password), cost })),
    verify: async (password, hash) => {
      // A malformed hash would be refused at once, and tell by that.
      const known = hash !== undefined && bcryptHash.test(hash)
      const job = {
        kind: "verify",
        password: bcryptInput(password),
        hash: known ? hash : dummyHash,
      }
      // Beside bcrypt, which takes longer: nobody sees by the time whose hash is of Medusa's.
      const [isBcrypts, isScrypts] = await Promise.all([
        run(job),
        hash !== undefined && isMedusaScrypt(hash) && verifyMedusaScrypt(password, hash),
      ])
      return (isBcrypts === true && known) || isScrypts
    },
    close: () => pool.close(),
  }
}
