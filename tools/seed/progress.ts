/**
 * Receives what the seed says. An interim line only counts on: the line that
 * follows may take its place, and a log that is kept may drop it.
 */
export type SeedLog = (line: string, isInterim?: boolean) => void

/** Interim lines of one stage: at most one for each tenth that is done. */
export function countProgress(
  log: SeedLog,
  label: string,
  total: number
): (added: number) => void {
  let done = 0
  let shown = -1
  return (added) => {
    if (added === 0) {
      return
    }
    done += added
    const percent = total === 0 ? 100 : Math.floor((done / total) * 10) * 10
    if (percent !== shown) {
      shown = percent
      log(`${label}: ${done} of ${total} (${percent} %)`, true)
    }
  }
}

/** A log on a stream: on a terminal interim lines overwrite one another, elsewhere each is a line. */
export function streamLog(stream: NodeJS.WriteStream): SeedLog {
  let isOverwriting = false
  return (line, isInterim = false) => {
    if (stream.isTTY !== true) {
      stream.write(`${line}\n`)
      return
    }
    stream.write(`${isOverwriting ? "\r\u001b[K" : ""}${line}${isInterim ? "" : "\n"}`)
    isOverwriting = isInterim
  }
}
