/**
 * Receives what the seed says. An interim line only counts on: the line that
 * follows may take its place, and a log that is kept may drop it.
 */
export type SeedLog = (line: string, isInterim?: boolean) => void

const barWidth = 24

/** Interim lines of one stage with a bar, one for each whole percent that is done. */
export function countProgress(log: SeedLog, label: string, total: number): (added: number) => void {
  let done = 0
  let shown = -1
  return (added) => {
    done += added
    const share = total === 0 ? 1 : done / total
    const percent = Math.floor(share * 100)
    if (added > 0 && percent !== shown) {
      shown = percent
      const bar = "█".repeat(Math.floor(share * barWidth)).padEnd(barWidth, "░")
      log(`${label} ${bar} ${percent} % (${done} of ${total})`, true)
    }
  }
}

/** Milliseconds between interim lines where each stays. */
const plainPause = 2000

/** A log on a stream: on a terminal interim lines overwrite one another, elsewhere only some appear. */
export function streamLog(stream: NodeJS.WriteStream): SeedLog {
  let isOverwriting = false
  let lastLine = Date.now()
  return (line, isInterim = false) => {
    if (stream.isTTY) {
      stream.write(`${isOverwriting ? "\r\u001b[K" : ""}${line}${isInterim ? "" : "\n"}`)
      isOverwriting = isInterim
    } else if (!isInterim || Date.now() - lastLine >= plainPause) {
      stream.write(`${line}\n`)
      lastLine = Date.now()
    }
  }
}
