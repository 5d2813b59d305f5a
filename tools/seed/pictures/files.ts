import { randomUUID } from "node:crypto"
import { access, mkdir, rename, writeFile } from "node:fs/promises"
import path from "node:path"
import sharp, { type OutputInfo, type Sharp } from "sharp"

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

/** Quick rather than smallest: effort 4 takes twice the time for a twentieth of the bytes. */
const encoding = { quality: 82, effort: 2 }

function toPixels(image: Sharp) {
  return image.removeAlpha().raw().toBuffer({ resolveWithObject: true })
}

function fromPixels(data: Buffer, { width, height, channels }: OutputInfo): Sharp {
  return sharp(data, { raw: { width, height, channels } })
}

/** Renders an SVG into the sizes whose files are missing, as webp. */
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
  // Each size is made of the one before it, which is less work than of the largest.
  let pixels = await toPixels(sharp(Buffer.from(svg)))
  for (const { file, width } of missing.sort((a, b) => b.width - a.width)) {
    const { data, info } = pixels
    if (info.width !== width) {
      pixels = await toPixels(fromPixels(data, info).resize({ width }))
    }
    await put(file, await fromPixels(pixels.data, pixels.info).webp(encoding).toBuffer())
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
