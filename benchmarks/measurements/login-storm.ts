import { createRandom } from "../../integration-tests/support/random"
import { benchPassword, prepareAccounts, type BenchAccount } from "../support/accounts"
import { timeRequests } from "../support/one-connection"
import { inTurn } from "../support/rounds"
import { ratioRow, valueRow } from "../support/row"
import { inScope } from "../support/scope"
import { startTxova } from "../support/servers"
import { percentile } from "../support/statistics"
import { randomList } from "../support/urls"
import { readVocabulary } from "../support/vocabulary"
import type { Measurement } from "./measurement"

const atOnce = 100

type Storm = { seconds: number; refused: number }

/**
 * Signs so many accounts in at once; resolves with the seconds until the last was answered, and
 * how many were told to come again.
 */
async function storm(origin: string, accounts: readonly BenchAccount[]): Promise<Storm> {
  const started = performance.now()
  let refused = 0
  await Promise.all(
    accounts.map(async ({ email }) => {
      const answer = await fetch(`${origin}/v1/auth/login`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ email, password: benchPassword }),
      })
      await answer.arrayBuffer()
      if (answer.status === 503 && answer.headers.get("retry-after") !== null) {
        refused += 1
      } else if (answer.status !== 200) {
        throw new Error(`A sign-in was answered ${answer.status}`)
      }
    })
  )
  return { seconds: (performance.now() - started) / 1_000, refused }
}

/** The catalogue's readers while a hundred people sign in at the same moment. */
export const loginStorm: Measurement = {
  name: "login-storm",
  run: async (bench) => {
    const catalogue = await bench.catalogue(bench.sizes.small)
    const accounts = (await prepareAccounts(catalogue, bench.either(1_000, 100))).slice(0, atOnce)
    const vocabulary = await readVocabulary(catalogue)
    return inScope(async (keep) => {
      const { origin } = keep(await startTxova(catalogue))
      const p99 = async (seed: number) => {
        const random = createRandom(seed)
        const paths = Array.from({ length: bench.either(600, 100) }, () =>
          randomList(random, vocabulary)
        )
        return percentile(await timeRequests(origin, paths), 0.99)
      }
      await p99(1_000)
      const seconds: number[] = []
      const refused: number[] = []
      const rounds = await inTurn(bench.rounds, {
        quiet: (round) => p99(round),
        storm: async (round) => {
          const [measured, took] = await Promise.all([p99(100 + round), storm(origin, accounts)])
          seconds.push(took.seconds)
          refused.push(took.refused)
          return measured
        },
      })
      return [
        ratioRow({
          id: "login-storm.list",
          what: `List with random filters while ${atOnce} people sign in at once, against the same list in quiet`,
          unit: "ms, p99",
          rounds: { storm: rounds.storm, quiet: rounds.quiet },
          of: "storm",
          over: "quiet",
          goal: { atMost: 3 },
          note: "One connection",
        }),
        valueRow({
          id: "login-storm.seconds",
          what: `Until the last of the ${atOnce} was answered`,
          unit: "s",
          rounds: { seconds },
          of: "seconds",
        }),
        valueRow({
          id: "login-storm.refused",
          what: `Of the ${atOnce}, how many were told to come again`,
          unit: "sign-ins",
          rounds: { refused },
          of: "refused",
        }),
      ]
    })
  },
}
