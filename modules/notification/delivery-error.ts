import { types } from "node:util"

/**
 * A message was not handed over. The text says to whom it was to go in terms of
 * servers, never of people: it is logged, and Medusa puts it into its own errors.
 */
export class DeliveryError extends Error {
  constructor(message: string) {
    super(message)
    this.name = "DeliveryError"
  }
}

/**
 * What an error says, with each private text in it replaced by "…". fetch() says no more
 * than that it failed; why is in its error's cause.
 */
export function reasonOf(error: unknown, privateTexts: string[]): string {
  // Not instanceof: under jest, Node's own errors are of another Error than the tests'.
  const reason = types.isNativeError(error)
    ? types.isNativeError(error.cause)
      ? error.cause.message
      : error.message
    : String(error)
  return privateTexts
    .filter((text) => text !== "")
    .reduce((said, text) => said.replaceAll(text, "…"), reason)
}
