import { readdir, readFile } from "node:fs/promises"
import path from "node:path"
import type { World } from "./world"

/** The text messages to a number so far, oldest first. */
export async function messagesTo(world: World, phone: string): Promise<string[]> {
  const folder = path.join(world.dataDir, "outbox")
  const names = (await readdir(folder).catch(() => []))
    .filter((name) => !name.endsWith(".eml") && !name.startsWith("."))
    .sort()
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), "utf8")))
  return texts.filter((text) => text.includes(phone))
}
