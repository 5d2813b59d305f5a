/** The formats people may upload; what is shown is made anew as WebP whatever came. */
export const imageFormats = ["jpeg", "png", "webp", "avif"] as const
export type ImageFormat = (typeof imageFormats)[number]

function ascii(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to))
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte)
}

const jpeg = [0xff, 0xd8, 0xff]
const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/**
 * The format a file's first bytes say it is, whatever its name and declared type;
 * undefined for all that is not taken: SVG and HTML carry scripts, PDF and archives are
 * no pictures, GIF is rarely one, and HEIC needs a decoder this build does not have.
 */
export function imageFormatOf(bytes: Uint8Array): ImageFormat | undefined {
  if (startsWith(bytes, jpeg)) {
    return "jpeg"
  }
  if (startsWith(bytes, png)) {
    return "png"
  }
  if (ascii(bytes, 0, 4) === "RIFF" && ascii(bytes, 8, 12) === "WEBP") {
    return "webp"
  }
  return ascii(bytes, 4, 8) === "ftyp" && ["avif", "avis"].includes(ascii(bytes, 8, 12))
    ? "avif"
    : undefined
}
