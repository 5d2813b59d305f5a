import { execFile } from "node:child_process"

/**
 * Runs a program to its end and gives its standard output. Throws with the last lines it printed
 * when it fails or takes longer than `withinMs`.
 */
export const runProgram = (
  file: string,
  args: string[],
  env: NodeJS.ProcessEnv,
  withinMs: number
): Promise<string> =>
  new Promise((resolve, reject) => {
    execFile(
      file,
      args,
      { env, timeout: withinMs, maxBuffer: 16 * 1024 * 1024 },
      (error, stdout, stderr) => {
        if (error === null) {
          resolve(stdout)
          return
        }
        const printed = (stderr.trim() || stdout.trim()).split("\n").slice(-3).join(" ")
        const ending = error.killed
          ? `took longer than ${withinMs / 1000} s`
          : `ended with ${error.code ?? error.signal}`
        reject(new Error(`${file} ${args.slice(0, 3).join(" ")} ${ending}: ${printed}`))
      }
    )
  })
