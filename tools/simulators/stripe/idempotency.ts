import { StripeFailure } from "./failure"

export type Kept = { status: number; body: object }

type Entry = { fingerprint: string; requestId: string; kept?: Kept }

/** The answers that are kept under idempotency keys. */
export class IdempotencyKeys {
  private entries = new Map<string, Entry>()

  /**
   * Takes a key for a request, or gives the answer that is kept under it.
   *
   * @param fingerprint of all that must be the same in a repeat
   * @throws StripeFailure where the key was used for something else, or is in use
   */
  begin(
    key: string,
    fingerprint: string,
    requestId: string
  ): (Kept & { requestId: string }) | undefined {
    const entry = this.entries.get(key)
    if (entry === undefined) {
      this.entries.set(key, { fingerprint, requestId })
      return undefined
    }
    if (entry.fingerprint !== fingerprint) {
      throw new StripeFailure(
        400,
        "idempotency_error",
        `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`
      )
    }
    if (entry.kept === undefined) {
      throw new StripeFailure(
        409,
        "idempotency_error",
        `There is currently another in-progress request using this idempotency key: ${key}. Please try again later.`,
        { code: "idempotency_key_in_use" }
      )
    }
    return { ...entry.kept, requestId: entry.requestId }
  }

  /** Ends the use of a key: with an answer to keep, or as if it had never been used. */
  end(key: string, kept: Kept | undefined): void {
    const entry = this.entries.get(key)
    if (kept === undefined) {
      this.entries.delete(key)
    } else if (entry !== undefined) {
      entry.kept = structuredClone(kept)
    }
  }

  /** As Stripe does when keys are a day old. */
  forget(): void {
    this.entries = new Map([...this.entries].filter(([, entry]) => entry.kept === undefined))
  }
}
