import sharp from "sharp"
import { ImageRefused } from "../image-refused"
import { pictureSizes, readImage, resizeImage } from "../images"
import { colorAt, halves, phonePhoto, pngBomb } from "./sample-images"

const svg = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'
)
const html = Buffer.from("<!doctype html><script>alert(document.domain)</script>")

async function refusalOf(bytes: Buffer): Promise<unknown> {
  return resizeImage(bytes, pictureSizes).then(
    () => "taken",
    (error: unknown) => error
  )
}

it("knows the size and format of each kind that is taken", async () => {
  const picture = halves(64, 32)
  expect(await readImage(await picture.jpeg().toBuffer())).toEqual({
    width: 64,
    height: 32,
    format: "jpeg",
  })
  expect(await readImage(await picture.png().toBuffer())).toMatchObject({ format: "png" })
  expect(await readImage(await picture.webp().toBuffer())).toMatchObject({ format: "webp" })
  expect(await readImage(await picture.avif().toBuffer())).toMatchObject({ format: "avif" })
})

it("makes three sizes as WebP, each within its edge, and a tiny placeholder", async () => {
  const image = await resizeImage(await halves(3000, 1500).jpeg().toBuffer(), pictureSizes)
  const edges = await Promise.all(
    Object.entries(image.files).map(async ([name, file]) => {
      const { format, width, height } = await sharp(file).metadata()
      return [name, format, width, height]
    })
  )
  expect(edges).toEqual([
    ["large", "webp", 1200, 600],
    ["medium", "webp", 480, 240],
    ["thumbnail", "webp", 160, 80],
  ])
  expect(image).toMatchObject({ width: 1200, height: 600 })
  expect(image.placeholder).toMatch(/^data:image\/webp;base64,/)
  expect(image.placeholder.length).toBeLessThan(400)
})

it("does not enlarge a small picture", async () => {
  const image = await resizeImage(await halves(200, 100).png().toBuffer(), pictureSizes)
  expect(await sharp(image.files.large).metadata()).toMatchObject({ width: 200, height: 100 })
  expect(await sharp(image.files.thumbnail).metadata()).toMatchObject({ width: 160, height: 80 })
})

it("turns a phone's photo upright and keeps nothing its file said", async () => {
  const photo = await phonePhoto()
  expect(photo.includes("Amelia Cossa")).toBe(true)
  expect(await readImage(photo)).toMatchObject({ width: 200, height: 400 })

  const image = await resizeImage(photo, pictureSizes)
  for (const file of Object.values(image.files)) {
    const { exif, icc, xmp, iptc, orientation } = await sharp(file).metadata()
    expect([exif, icc, xmp, iptc, orientation]).toEqual(Array(5).fill(undefined))
    expect(file.includes("Amelia") || file.includes("Txova Phone")).toBe(false)
  }
  // Orientation 6 is a quarter turn clockwise: the left half is on top.
  expect((await colorAt(image.files.large, 100, 50)).r).toBeGreaterThan(180)
  expect((await colorAt(image.files.large, 100, 350)).b).toBeGreaterThan(180)
})

it("keeps what is transparent", async () => {
  const clear = await sharp({
    create: { width: 20, height: 20, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
  })
    .png()
    .toBuffer()
  const { files } = await resizeImage(clear, { large: 20 })
  expect(await sharp(files.large).metadata()).toMatchObject({ hasAlpha: true })
})

it("takes the first frame of an animation", async () => {
  const frames = Buffer.concat([Buffer.alloc(30 * 30 * 3, 255), Buffer.alloc(30 * 30 * 3, 0)])
  const animation = await sharp(frames, {
    raw: { width: 30, height: 60, channels: 3, pageHeight: 30 },
  })
    .webp({ loop: 0, delay: [100, 100] })
    .toBuffer()
  expect((await sharp(animation).metadata()).pages).toBe(2)
  const { files } = await resizeImage(animation, { large: 100 })
  expect(await sharp(files.large).metadata()).toMatchObject({ width: 30, height: 30 })
  expect((await colorAt(files.large, 15, 15)).r).toBeGreaterThan(240)
})

it("lets nothing through that stands behind a picture's last byte", async () => {
  const polyglot = Buffer.concat([await halves(300, 300).jpeg().toBuffer(), html, svg])
  const { files, placeholder } = await resizeImage(polyglot, pictureSizes)
  for (const file of Object.values(files)) {
    expect(file.includes("script")).toBe(false)
  }
  expect(Buffer.from(placeholder, "base64").includes("script")).toBe(false)
})

describe("refuses", () => {
  it.each([
    ["SVG with a script", svg],
    ["HTML", html],
    ["PDF", Buffer.from("%PDF-1.7\n1 0 obj<</OpenAction 2 0 R>>")],
    ["a ZIP archive", Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0])],
    ["HEIC", Buffer.from("\0\0\0\x18ftypheic\0\0\0\0heicmif1", "latin1")],
    ["no bytes", Buffer.alloc(0)],
    [
      "a script behind the first bytes of a JPEG",
      Buffer.concat([Buffer.from("ffd8ffe0", "hex"), html]),
    ],
    [
      "a script behind the first bytes of a WebP",
      Buffer.concat([Buffer.from("RIFF\0\0\0\0WEBP"), html]),
    ],
  ])("%s", async (_name, bytes) => {
    expect(await refusalOf(bytes)).toBeInstanceOf(ImageRefused)
  })

  it("GIF", async () => {
    expect(await refusalOf(await halves(10, 10).gif().toBuffer())).toBeInstanceOf(ImageRefused)
  })

  it.each(["jpeg", "png", "webp"] as const)("a %s that was cut off", async (format) => {
    const whole = await halves(600, 600).toFormat(format).toBuffer()
    const half = whole.subarray(0, Math.floor(whole.length / 2))
    expect(await refusalOf(half)).toBeInstanceOf(ImageRefused)
  })

  it("a PNG of 900 megapixels without decoding it", async () => {
    const bomb = pngBomb(30_000)
    expect(bomb.length).toBeLessThan(200_000)
    const before = performance.now()
    expect(await refusalOf(bomb)).toBeInstanceOf(ImageRefused)
    expect(performance.now() - before).toBeLessThan(1_000)
  })
})
