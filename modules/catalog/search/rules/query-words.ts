import { isStopWord, wordsOf, type Word } from "./words"

const maxTextLength = 300
const maxWords = 10

/**
 * The words a buyer searches for: of a longer text only the first ten. Stop words
 * count only where there is nothing else. None where the text holds no letter or digit.
 */
export function queryWords(text: string): Word[] {
  const words = wordsOf(text.slice(0, maxTextLength)).slice(0, maxWords)
  const telling = words.filter(({ word }) => !isStopWord(word))
  return telling.length > 0 ? telling : words
}
