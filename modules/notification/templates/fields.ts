import { z } from "zod"

/** The kinds of value that templates take. */

/** A name as its owner gave it: anything, and therefore only shown through `greeting`. */
export const firstName = z.string()

/** An absolute address of a page; only http and https may be followed from a mail. */
export const link = z.url({ protocol: /^https?$/ })

/** A moment, ISO-8601 with its offset; shown in Maputo's time. */
export const moment = z.iso.datetime({ offset: true })

/** A whole number of minutes or hours, one or more. */
export const duration = z.int().positive()

/**
 * What a client says of itself, on one line and short: it is written by whoever signs
 * in, which need not be the reader.
 */
export const clientText = z.string().transform((text) => oneLine(text).slice(0, 80))

/** A text without control characters and line breaks. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ").trim()
}
