/**
 * Makes a question that costs something cheap to repeat: all who ask while an answer is on
 * its way get that one, and it is given again for `keptMs` after it came. A failure is told
 * to those who waited for it, and not kept.
 */
export function remembered<T>(ask: () => Promise<T>, keptMs: number): () => Promise<T> {
  let flight: Promise<T> | undefined
  let freshUntil = 0
  let isUnderWay = false

  return () => {
    if (flight !== undefined && (isUnderWay || performance.now() < freshUntil)) {
      return flight
    }
    isUnderWay = true
    const asked = ask().then(
      (answer) => {
        isUnderWay = false
        freshUntil = performance.now() + keptMs
        return answer
      },
      (error: unknown) => {
        isUnderWay = false
        flight = undefined
        throw error
      }
    )
    flight = asked
    return asked
  }
}
