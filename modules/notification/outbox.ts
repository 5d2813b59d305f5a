import { randomBytes } from "node:crypto"
import { mkdir, rename, writeFile } from "node:fs/promises"
import path from "node:path"

/**
 * Writes a message into the folder that stands in for a server, in which names sort by
 * time. The file appears whole or not at all; it holds links that sign people in, so
 * others of this machine may not read it.
 *
 * @param extension such as ".eml".
 * @returns the file's name: the UTC time to the millisecond, and something random.
 */
export async function writeToOutbox(
  folder: string,
  extension: string,
  content: Buffer | string
): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const moment = new Date().toISOString().replaceAll(":", "-")
  const name = `${moment}-${randomBytes(6).toString("hex")}${extension}`
  const unfinished = path.join(folder, `.${name}.tmp`)
  await writeFile(unfinished, content, { mode: 0o600 })
  await rename(unfinished, path.join(folder, name))
  return name
}
