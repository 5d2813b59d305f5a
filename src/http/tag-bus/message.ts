import { randomUUID } from "node:crypto"

/** Postgres refuses a notification of 8,000 bytes; Redis would not, but keeps the same messages. */
const mostBytes = 7_500

export type MessageCodec = {
  /** Messages that together carry the tags; more than fit into a few are sent as "everything". */
  encode: (tags: readonly string[]) => string[]
  /** The tags of another process's message; undefined for an own or a foreign one. */
  decode: (message: string) => string[] | undefined
}

/** Writes and reads the bus's messages, marked by process so that none hears its own. */
export function createMessageCodec(everyTag: string, most = 20): MessageCodec {
  const sender = randomUUID().slice(0, 8)
  return {
    encode: (tags) => {
      const messages: string[] = []
      let current = sender
      for (const tag of tags) {
        if (Buffer.byteLength(current) + Buffer.byteLength(tag) + 1 > mostBytes) {
          messages.push(current)
          current = sender
        }
        current += `\n${tag}`
      }
      messages.push(current)
      return messages.length > most ? [`${sender}\n${everyTag}`] : messages
    },
    decode: (message) => {
      const [from, ...tags] = message.split("\n")
      return from === sender || tags.length === 0 ? undefined : tags
    },
  }
}
