import { readFileSync } from "node:fs"

/** Linux counts a process's time to programs in hundredths of a second, whatever its own clock. */
const ticksPerSecond = 100

/** Seconds of CPU a process has used so far, its threads included, in user and system mode. */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8")
  // The second field is the program's name in parentheses, which may hold anything.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ")
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}

/** Memory of a process that is in RAM, in megabytes. */
export function residentMegabytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]
  if (kilobytes === undefined) {
    throw new Error(`Process ${pid} has no memory: it has ended`)
  }
  return Number(kilobytes) / 1024
}
