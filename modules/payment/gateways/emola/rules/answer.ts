/** What both layers of an answer say; null where a field is missing or empty. All are texts. */
export type EmolaAnswer = {
  /** `Result.error` of the gateway. */
  error: string | null
  /** The rest is of the business service, inside `Result.original`. */
  errorCode: string | null
  requestId: string | null
  orgResponseCode: string | null
}

/** The code that says most: the business service's, else the gateway's. */
export function codeOf(answer: EmolaAnswer | undefined): string | null {
  return answer === undefined ? null : (answer.errorCode ?? answer.error)
}
