import { setTimeout as pause } from "node:timers/promises"

/** Asks again every `everyMs` until the condition holds; false when it still does not after `withinMs`. */
export const waitUntil = async (
  condition: () => boolean | Promise<boolean>,
  { withinMs, everyMs = 25 }: { withinMs: number; everyMs?: number }
): Promise<boolean> => {
  const deadline = Date.now() + withinMs
  for (;;) {
    if (await condition()) {
      return true
    }
    if (Date.now() >= deadline) {
      return false
    }
    await pause(everyMs)
  }
}
