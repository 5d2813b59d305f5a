import { readdir, readFile } from "node:fs/promises"
import path from "node:path"
import { until } from "./until"
import type { World } from "./world"

/** The text of a part in quoted-printable: long lines are broken, "=" and bytes escaped. */
function decoded(text: string): string {
  const joined = text.replace(/=\r?\n/g, "")
  const bytes = joined.replace(/=([0-9A-F]{2})/g, (_all, hex: string) =>
    String.fromCharCode(parseInt(hex, 16))
  )
  return Buffer.from(bytes, "latin1").toString("utf8")
}

/** The mails to an address so far, head and decoded body, oldest first. */
export async function mailsTo(world: World, address: string): Promise<string[]> {
  const folder = path.join(world.dataDir, "outbox")
  const names = (await readdir(folder).catch(() => []))
    .filter((name) => name.endsWith(".eml") && !name.startsWith("."))
    .sort()
  const mails = await Promise.all(names.map((name) => readFile(path.join(folder, name), "latin1")))
  return mails
    .filter((mail) => /^To: (.*)$/im.exec(mail)?.[1]?.toLowerCase().includes(address.toLowerCase()))
    .map(decoded)
}

/** Waits for a link with a token in a mail to an address; gives the token of the newest such mail. */
export async function mailedToken(world: World, address: string): Promise<string> {
  return until(`a mail with a token for ${address}`, async () => {
    const tokens = (await mailsTo(world, address)).flatMap(
      (mail) => /[?&]token=([A-Za-z0-9._~-]+)/.exec(mail)?.[1] ?? []
    )
    return tokens.at(-1)
  })
}
