import { everything } from "./cache-epochs"

/** Postgres refuses a NOTIFY payload of 8,000 bytes. */
export const longestPayload = 7_500

/** Beyond this a sender says "everything" rather than list. */
const mostMessages = 20

/**
 * Writes tags as messages of at most `longestPayload` bytes, each with its sender.
 *
 * @param sender id of the process, without spaces
 */
export function encodeTags(sender: string, tags: readonly string[]): string[] {
  const messages: string[] = []
  let message = sender
  for (const tag of tags) {
    const part = ` ${encodeURIComponent(tag)}`
    if (sender.length + part.length > longestPayload) {
      return [`${sender} ${everything}`]
    }
    if (message.length + part.length > longestPayload) {
      messages.push(message)
      message = sender
    }
    message += part
  }
  messages.push(message)
  return messages.length > mostMessages ? [`${sender} ${everything}`] : messages
}

/**
 * Reads a message.
 *
 * @returns undefined for one of our own; everything for one that cannot be read
 */
export function decodeTags(self: string, message: string): string[] | undefined {
  const [sender, ...tags] = message.split(" ")
  if (sender === self) {
    return undefined
  }
  try {
    return tags.map(decodeURIComponent)
  } catch {
    return [everything]
  }
}
