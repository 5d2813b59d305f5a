const folder = /^[a-z0-9-]+(?:\/[a-z0-9-]+)*$/
const extension = /\.([a-z0-9]{1,8})$/i
const key = /^(?:[A-Za-z0-9_-]+\/)*[A-Za-z0-9_-]+(?:\.[A-Za-z0-9]+)?$/

/**
 * The key of a new file: folder and extension as asked, where they are plain, under a
 * name of its own. A client's file name tells too much and is not to be trusted.
 *
 * @param name the file's name, with a folder before it or not
 * @param random a text nobody guesses
 */
export function newFileKey(name: string, random: string): string {
  const slash = name.lastIndexOf("/")
  const asked = slash === -1 ? "" : name.slice(0, slash)
  const [, end] = extension.exec(name) ?? []
  return [
    folder.test(asked) ? `${asked}/` : "",
    random,
    end === undefined ? "" : `.${end.toLowerCase()}`,
  ].join("")
}

/** Whether a text may be the key of a stored file: no dots that climb, no absolute path. */
export function isFileKey(text: string): boolean {
  return text.length <= 200 && key.test(text)
}
