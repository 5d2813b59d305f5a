import { Agent, get } from "node:http"

function timeOne(agent: Agent, url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    get(url, { agent, timeout: 30_000 }, (answer) => {
      answer.resume()
      answer.once("end", () => {
        if (answer.statusCode === 200) {
          resolve(performance.now() - started)
        } else {
          reject(new Error(`${url} was answered ${String(answer.statusCode)}`))
        }
      })
    }).once("error", reject)
  })
}

/**
 * Asks for one path after the other on one connection.
 *
 * @returns milliseconds from each request to the last byte of its answer
 * @throws where an answer is not 200
 */
export async function timeRequests(origin: string, paths: readonly string[]): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  try {
    const times: number[] = []
    for (const path of paths) {
      times.push(await timeOne(agent, origin + path))
    }
    return times
  } finally {
    agent.destroy()
  }
}
