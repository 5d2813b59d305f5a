import { mkdtemp, readdir, rm, stat } from "node:fs/promises"
import { tmpdir } from "node:os"
import path from "node:path"
import sharp from "sharp"
import { categories, products, sellers } from "../content"
import { drawProductPictures, productSvg } from "../pictures"
import { randomOf } from "../pictures/random"
import { drawEmblem, drawLandscape } from "../pictures/seller-art"
import { chooseMotif } from "../pictures/motifs/choose"

const firstProduct = products[0]
if (firstProduct === undefined) {
  throw new Error("There is no content to draw")
}

describe("random numbers of a text", () => {
  it("are the same for the same text and others for another", () => {
    const draw = (seed: string) => {
      const random = randomOf(seed)
      return Array.from({ length: 20 }, () => random.next())
    }
    expect(draw("couve")).toEqual(draw("couve"))
    expect(draw("couve")).not.toEqual(draw("nhangana"))
  })

  it("stay within their bounds", () => {
    const random = randomOf("bounds")
    const wholes = Array.from({ length: 1000 }, () => random.whole(2, 5))
    expect([...new Set(wholes)].sort()).toEqual([2, 3, 4, 5])
    const shares = Array.from({ length: 1000 }, () => random.next())
    expect(shares.every((share) => share >= 0 && share < 1)).toBe(true)
  })

  it("pick every value in time, and nothing from nothing", () => {
    const random = randomOf("pick")
    const picked = new Set(Array.from({ length: 200 }, () => random.pick(["a", "b", "c"])))
    expect(picked.size).toBe(3)
    expect(() => random.pick([])).toThrow("nothing to pick")
  })
})

describe("product pictures", () => {
  it("are SVG that can be drawn, 1200 pixels square", async () => {
    for (const product of products) {
      const { format, width, height } = await sharp(Buffer.from(productSvg(product))).metadata()
      expect([product.slug, format, width, height]).toEqual([product.slug, "svg", 1200, 1200])
    }
  })

  it("hold no number that is none", () => {
    const broken = products.filter((product) => /NaN|undefined|Infinity/.test(productSvg(product)))
    expect(broken.map((product) => product.slug)).toEqual([])
  })

  it("are the same for the same product and differ between products", () => {
    expect(productSvg(firstProduct)).toBe(productSvg(firstProduct))
    expect(new Set(products.map(productSvg)).size).toBe(products.length)
  })

  it("show what the name says", () => {
    expect(chooseMotif("fruit", "Ananás de Nicoadala")).not.toBe(chooseMotif("fruit", "Tomate"))
    expect(chooseMotif("egg", "Frango Caipira Inteiro")).not.toBe(chooseMotif("egg", "Ovos"))
  })
})

describe("seller pictures", () => {
  it("are SVG that can be drawn", async () => {
    for (const seller of sellers) {
      const emblem = drawEmblem(seller.slug, 120, chooseMotif("leaf", ""))
      const landscape = drawLandscape(seller.slug, 120)
      expect((await sharp(Buffer.from(emblem)).metadata()).width).toBe(600)
      expect((await sharp(Buffer.from(landscape)).metadata()).width).toBe(1600)
    }
  })

  it("differ between categories of sellers", () => {
    expect(new Set(categories.map(({ slug }) => drawLandscape(slug, 40))).size).toBe(
      categories.length
    )
  })
})

describe("picture files", () => {
  let dataDir = ""

  beforeEach(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), "seed-pictures-"))
  })

  afterEach(async () => {
    await rm(dataDir, { recursive: true })
  })

  it("are webp in three sizes with a placeholder of a few hundred bytes", async () => {
    const picture = await drawProductPictures(dataDir, firstProduct)
    const widths = await Promise.all(
      [picture.thumbnail, picture.medium, picture.large].map(async (url) => {
        const { format, width } = await sharp(path.join(dataDir, url)).metadata()
        return [format, width]
      })
    )
    expect(widths).toEqual([
      ["webp", 200],
      ["webp", 600],
      ["webp", 1200],
    ])
    expect(picture.placeholder).toMatch(/^data:image\/webp;base64,/)
    expect(picture.placeholder.length).toBeLessThan(600)
    expect(picture.alt).toBe(firstProduct.name)
  })

  it("stay as they are when they exist, and only the missing one is drawn", async () => {
    const picture = await drawProductPictures(dataDir, firstProduct)
    const large = path.join(dataDir, picture.large)
    const before = (await stat(large)).mtimeMs
    await rm(path.join(dataDir, picture.medium))
    await drawProductPictures(dataDir, firstProduct)
    expect((await stat(large)).mtimeMs).toBe(before)
    const files = await readdir(path.join(dataDir, "media", "products"))
    expect(files).toHaveLength(3)
    expect((await sharp(path.join(dataDir, picture.medium)).metadata()).width).toBe(600)
  })
})
