import { randomUUID } from "node:crypto"
import { access, mkdir, rename, writeFile } from "node:fs/promises"
import path from "node:path"
import sharp from "sharp"

/** A file to be drawn from an SVG: its path under `media`, and its width in pixels. */
export type Size = { file: string; width: number }

async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false
  )
}

/** Moves a finished file into place, so that a killed run leaves no half picture. */
async function put(file: string, bytes: Buffer): Promise<void> {
  const draft = `${file}.${randomUUID()}.part`
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(draft, bytes)
  await rename(draft, file)
}

/** Renders an SVG into the sizes whose files are missing; webp, quick rather than smallest. */
export async function renderSizes(dataDir: string, svg: string, sizes: Size[]): Promise<void> {
  const targets = sizes.map(({ file, width }) => ({
    file: path.join(dataDir, "media", file),
    width,
  }))
  const present = await Promise.all(targets.map(({ file }) => isThere(file)))
  const missing = targets.filter((_, index) => present[index] !== true)
  if (missing.length === 0) {
    return
  }
  const { data, info } = await sharp(Buffer.from(svg)).raw().toBuffer({ resolveWithObject: true })
  const raw = { width: info.width, height: info.height, channels: info.channels }
  for (const { file, width } of missing) {
    const bytes = await sharp(data, { raw })
      .resize({ width })
      .webp({ quality: 82, effort: 2 })
      .toBuffer()
    await put(file, bytes)
  }
}

/** A data URI of some hundred bytes: the picture at 16 pixels, to show while it loads. */
export async function renderPlaceholder(svg: string): Promise<string> {
  const bytes = await sharp(Buffer.from(svg), { density: 6 })
    .resize({ width: 16 })
    .webp({ quality: 40 })
    .toBuffer()
  return `data:image/webp;base64,${bytes.toString("base64")}`
}
