import { ZxcvbnFactory } from "@zxcvbn-ts/core"
import { adjacencyGraphs, dictionary as common } from "@zxcvbn-ts/language-common"
import { dictionary as english, translations as englishTexts } from "@zxcvbn-ts/language-en"
import {
  dictionary as portuguese,
  translations as portugueseTexts,
} from "@zxcvbn-ts/language-pt-br"
import { contextWords } from "./password-context"
import { normalizePassword } from "./password"

/**
 * How hard a password is to guess, and how to better it.
 *
 * - `score` 0 (at once) to 4 (for nobody);
 * - `crackTimeSeconds` for one who stole the hashes, at 10,000 guesses a second.
 */
export type PasswordStrength = {
  score: 0 | 1 | 2 | 3 | 4
  crackTimeSeconds: number
  warning?: string
  suggestions: string[]
}

/**
 * Estimating is quadratic in the length, and undoing "p4ssw0rd" multiplies it: with the
 * library's own limits (256 characters, 100 substitutions) one password takes up to 11 s
 * of the event loop. 32 characters and 3 take 20 ms, and what the rest adds could only
 * raise the score.
 */
const limits = { maxLength: 32, l33tMaxSubstitutions: 3 }

/** Lists that add most; with surnames and Wikipedia's words it takes twice the time and memory. */
const dictionary = {
  ...common,
  "commonWords-en": english["commonWords-en"],
  "firstnames-en": english["firstnames-en"],
  "commonWords-pt-br": portuguese["commonWords-pt-br"],
  "firstnames-pt-br": portuguese["firstnames-pt-br"],
  "lastnames-pt-br": portuguese["lastnames-pt-br"],
}

const texts = { pt: portugueseTexts, en: englishTexts }

let estimator: ZxcvbnFactory | undefined

/** Texts that stand for a person, not a book: what is not looked at cannot cost time. */
const mostContextWords = 50

/**
 * Estimates a password by zxcvbn, knowing common passwords, words and names of both
 * languages and the context. The first call builds the tables and takes longer.
 *
 * @param context the account's e-mail, names, phone.
 * @param language of the warning and the suggestions.
 */
export function passwordStrength(
  password: string,
  context: string[],
  language: "pt" | "en" = "pt"
): PasswordStrength {
  // Without translations of its own it names the texts' keys, which serve both languages.
  estimator ??= new ZxcvbnFactory({ ...limits, graphs: adjacencyGraphs, dictionary })
  const words = contextWords(context).slice(0, mostContextWords)
  const { score, crackTimes, feedback } = estimator.check(normalizePassword(password), words)
  const warnings: Record<string, string> = texts[language].warnings
  const suggestions: Record<string, string> = texts[language].suggestions
  const warning = feedback.warning === null ? undefined : warnings[feedback.warning]
  return {
    score,
    crackTimeSeconds: crackTimes.offlineSlowHashingXPerSecond.seconds,
    ...(warning === undefined ? {} : { warning }),
    suggestions: feedback.suggestions.flatMap((key) => suggestions[key] ?? []),
  }
}
