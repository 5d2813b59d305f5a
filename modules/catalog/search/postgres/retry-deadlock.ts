const deadlock = "40P01"
const attempts = 5

/**
 * Runs a statement again that Postgres chose to end a deadlock with. Locks are taken in
 * the order of ids, but a row that another writer inserts and commits half way through
 * is met out of order; that takes two batches with the same new products at once.
 */
export async function retryDeadlock<Result>(run: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run()
    } catch (error) {
      const isDeadlock = error instanceof Error && "code" in error && error.code === deadlock
      if (!isDeadlock || attempt === attempts) {
        throw error
      }
    }
  }
}
