type Contestants = Record<string, (round: number) => Promise<unknown>>

/** What each contestant gave, one entry a round. */
type Results<C extends Contestants> = { [Name in keyof C]: Awaited<ReturnType<C[Name]>>[] }

/**
 * Runs contestants in turn, A B A B …, so that a machine that grows slower or faster
 * meanwhile does so for all of them.
 */
export async function inTurn<C extends Contestants>(
  rounds: number,
  contestants: C
): Promise<Results<C>> {
  const results: Record<string, unknown[]> = {}
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, run] of Object.entries(contestants)) {
      ;(results[name] ??= []).push(await run(round))
    }
  }
  return results as Results<C>
}
