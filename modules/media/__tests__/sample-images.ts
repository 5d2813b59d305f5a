import { crc32, deflateSync } from "node:zlib"
import sharp from "sharp"

type Color = { r: number; g: number; b: number }

export const red: Color = { r: 220, g: 20, b: 20 }
export const blue: Color = { r: 20, g: 20, b: 220 }

/** A picture whose left half is red and whose right half is blue. */
export function halves(width: number, height: number) {
  const half = { width: Math.floor(width / 2), height, channels: 3 as const, background: blue }
  return sharp({ create: { width, height, channels: 3, background: red } }).composite([
    { input: { create: half }, gravity: "east" },
  ])
}

/** A phone's JPEG: lying on its side, with where and by whom it was taken. */
export function phonePhoto(width = 400, height = 200): Promise<Buffer> {
  return halves(width, height)
    .withExif({
      IFD0: { Make: "Txova Phone", Artist: "Amelia Cossa", Orientation: "6" },
      IFD3: { GPSLatitudeRef: "S", GPSLatitude: "25/1 57/1 56/1" },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), content])
  const frame = Buffer.alloc(8 + body.length)
  frame.writeUInt32BE(content.length, 0)
  body.copy(frame, 4)
  frame.writeUInt32BE(crc32(body), 4 + body.length)
  return frame
}

/** A grey PNG of some hundred kilobytes at most that claims so many pixels, and has them. */
export function pngBomb(side: number): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head[8] = 1
  const rows = Buffer.alloc((Math.ceil(side / 8) + 1) * side)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ])
}

/** The colour of a pixel, in a picture of any format. */
export async function colorAt(file: Buffer, x: number, y: number): Promise<Color> {
  const { data, info } = await sharp(file).raw().toBuffer({ resolveWithObject: true })
  const at = (y * info.width + x) * info.channels
  return { r: data[at] ?? 0, g: data[at + 1] ?? 0, b: data[at + 2] ?? 0 }
}
