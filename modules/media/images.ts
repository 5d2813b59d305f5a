import sharp, { type OutputInfo, type Sharp } from "sharp"
import { ImageRefused } from "./image-refused"
import { imageFormatOf, type ImageFormat } from "./rules/image-format"
import { createSlots } from "./slots"

/** The sizes every uploaded picture is kept in: the longer edge in pixels. */
export const pictureSizes = { thumbnail: 160, medium: 480, large: 1200 } as const

/** More pixels than phones take; a file of some kilobytes may claim billions. */
const mostPixels = 50_000_000
/** Sharp ends work that takes longer; a picture of a phone takes half a second. */
const seconds = 10

/** A picture of 50 megapixels takes 200 MB while it is decoded. */
const inTurn = createSlots(2, 30)

const input = { limitInputPixels: mostPixels, failOn: "error", pages: 1 } as const
const encoding = { quality: 82, effort: 2 }

/** A picture as it will be shown: turned upright. */
export type ImageFacts = { width: number; height: number; format: ImageFormat }

/** A picture in its sizes as WebP, without anything its file said beside the pixels. */
export type ResizedImage<Name extends string> = {
  files: Record<Name, Buffer>
  /** Pixels of the largest size. */
  width: number
  height: number
  /** A data URI of some hundred bytes, to show while the picture loads. */
  placeholder: string
}

async function refusing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof ImageRefused
      ? error
      : new ImageRefused("is damaged or too costly to read", { cause: error })
  }
}

/**
 * What a file is by its content; its pixels are not decoded.
 *
 * @throws ImageRefused for all but JPEG, PNG, WebP and AVIF of at most 50 megapixels.
 */
export async function readImage(bytes: Buffer): Promise<ImageFacts> {
  const format = imageFormatOf(bytes)
  if (format === undefined) {
    throw new ImageRefused("must be a picture in JPEG, PNG, WebP or AVIF")
  }
  const facts = await refusing(() => sharp(bytes, input).metadata())
  const { width, height } = facts.autoOrient
  // Sharp calls AVIF by its container; HEVC in it would be another matter.
  const read = facts.format === "heif" && facts.compression === "av1" ? "avif" : facts.format
  if (read !== format) {
    throw new ImageRefused("is not what its first bytes say")
  }
  if (width * height > mostPixels) {
    throw new ImageRefused("has more than 50 megapixels")
  }
  return { width, height, format }
}

function pixelsOf(image: Sharp) {
  return image.raw().toBuffer({ resolveWithObject: true })
}

function fromPixels(data: Buffer, { width, height, channels }: OutputInfo): Sharp {
  return sharp(data, { raw: { width, height, channels } })
}

function within(image: Sharp, edge: number): Sharp {
  return image.resize({ width: edge, height: edge, fit: "inside", withoutEnlargement: true })
}

/**
 * Makes a picture anew in each size: only pixels pass, so neither a camera's place and
 * owner nor a script after the last byte comes through. A smaller picture is not enlarged;
 * of an animation the first frame is taken.
 *
 * @param sizes longer edge in pixels by name
 * @throws ImageRefused as `readImage`, and where the pixels cannot be decoded.
 * @throws NoSlotError while many others are at it.
 */
export function resizeImage<Name extends string>(
  bytes: Buffer,
  sizes: Readonly<Record<Name, number>>
): Promise<ResizedImage<Name>> {
  return inTurn(async () => {
    await readImage(bytes)
    return refusing(async () => {
      const bySize = (Object.entries(sizes) as [Name, number][]).sort(([, a], [, b]) => b - a)
      const largest = bySize[0]?.[1] ?? pictureSizes.large
      const upright = sharp(bytes, input).timeout({ seconds }).autoOrient()
      // The file is decoded once; each size is made of the pixels of the one before it.
      const first = await pixelsOf(within(upright, largest))
      let pixels = first
      const files: Partial<Record<Name, Buffer>> = {}
      for (const [name, edge] of bySize) {
        pixels = await pixelsOf(within(fromPixels(pixels.data, pixels.info), edge))
        files[name] = await fromPixels(pixels.data, pixels.info).webp(encoding).toBuffer()
      }
      const tiny = await within(fromPixels(pixels.data, pixels.info), 16)
        .webp({ quality: 40 })
        .toBuffer()
      return {
        files: files as Record<Name, Buffer>,
        width: first.info.width,
        height: first.info.height,
        placeholder: `data:image/webp;base64,${tiny.toString("base64")}`,
      }
    })
  })
}
