import { randomBytes } from "node:crypto"

/** What Movitel assigns a partner; all opaque, all sent in every message. */
export type EmolaCredentials = {
  username: string
  password: string
  /** A text: real ones begin with zeros. */
  partnerCode: string
  key: string
}

/** Characters that need escaping are in it, as they may be in real ones. */
const opaque = () => `${randomBytes(12).toString("base64")}&<"'>`

export const createCredentials = (): EmolaCredentials => ({
  username: opaque(),
  password: opaque(),
  partnerCode: "00171717",
  key: opaque(),
})
