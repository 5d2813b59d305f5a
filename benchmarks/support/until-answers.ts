import { get } from "node:http"
import { setTimeout as delay } from "node:timers/promises"
import type { Child } from "./child"

const limit = 180_000

function isAnswered(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    get(url, { agent: false }, (answer) => {
      answer.resume()
      resolve(answer.statusCode === 200)
    }).once("error", () => resolve(false))
  })
}

/**
 * Asks every few milliseconds until a server answers 200.
 *
 * @throws where it ends first, with the end of its output, or after three minutes
 */
export async function untilAnswers(url: string, child: Child): Promise<void> {
  const deadline = Date.now() + limit
  while (!(await isAnswered(url))) {
    if (child.process.exitCode !== null || Date.now() > deadline) {
      throw new Error(`${url} does not answer:\n${child.output().slice(-4_000)}`)
    }
    await delay(5)
  }
}
