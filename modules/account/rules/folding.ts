/** A text as passwords are compared for likeness: no case, no accents, compatible forms as one. */
export function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
}

/**
 * Characters added to a guessable word that leave it guessable: eight digits are 27 bits,
 * and lists of leaked passwords are tried with all of them appended.
 */
export const guessablePadding = 8
