import type { NewPicture } from "../../src/workflows/catalog/types"
import type { SeedCategory, SeedMotif, SeedProduct, SeedSeller } from "./content/types"
import { renderPlaceholder, renderSizes } from "./pictures/files"
import { chooseMotif } from "./pictures/motifs/choose"
import { randomOf } from "./pictures/random"
import { drawScene, pictureSize } from "./pictures/scene"
import { drawEmblem, drawLandscape } from "./pictures/seller-art"

type Look = { hue: number; motif: SeedMotif; name: string }

/** What stands for a category, by its icon. */
const categoryLooks: Record<string, Look> = {
  carrot: { hue: 24, motif: "root", name: "Cenoura" },
  fruit: { hue: 46, motif: "fruit", name: "Ananás" },
  wheat: { hue: 44, motif: "grain", name: "Trigo" },
  jar: { hue: 20, motif: "jar", name: "Conserva" },
  egg: { hue: 32, motif: "egg", name: "Ovos" },
  cup: { hue: 14, motif: "leaf", name: "Chá" },
  herb: { hue: 122, motif: "herb", name: "Erva" },
  leaf: { hue: 110, motif: "leaf", name: "Couve" },
  tomato: { hue: 5, motif: "fruit", name: "Tomate" },
  potato: { hue: 30, motif: "root", name: "Batata" },
  apple: { hue: 30, motif: "fruit", name: "Laranja" },
  baobab: { hue: 40, motif: "fruit", name: "Malambe" },
  grain: { hue: 50, motif: "grain", name: "Arroz" },
  bean: { hue: 16, motif: "bean", name: "Feijão" },
  bread: { hue: 30, motif: "grain", name: "Pão" },
  nut: { hue: 38, motif: "nut", name: "Caju" },
  honey: { hue: 38, motif: "jar", name: "Mel" },
  preserve: { hue: 350, motif: "jar", name: "Compota" },
  milk: { hue: 205, motif: "milk", name: "Leite" },
  fish: { hue: 210, motif: "fish", name: "Peixe" },
  tea: { hue: 26, motif: "leaf", name: "Chá" },
  bottle: { hue: 28, motif: "bottle", name: "Sumo" },
  sprig: { hue: 130, motif: "herb", name: "Salsa" },
  chili: { hue: 4, motif: "fruit", name: "Piri-piri" },
}

const plain: Look = { hue: 100, motif: "leaf", name: "" }

/** A product's picture as SVG, the same for the same product. */
export function productSvg(product: Pick<SeedProduct, "slug" | "name" | "picture">): string {
  const { hue, motif } = product.picture
  const isBlack = /feijão preto|pimenta-preta/i.test(product.name)
  return drawScene(product.slug, hue, chooseMotif(motif, product.name), isBlack)
}

async function drawSquare(
  dataDir: string,
  folder: string,
  slug: string,
  svg: string
): Promise<Omit<NewPicture, "alt">> {
  const file = (size: string) => `${folder}/${slug}-${size}.webp`
  await renderSizes(dataDir, svg, [
    { file: file("large"), width: pictureSize },
    { file: file("medium"), width: 600 },
    { file: file("thumbnail"), width: 200 },
  ])
  return {
    url: `/media/${file("large")}`,
    thumbnail: `/media/${file("thumbnail")}`,
    medium: `/media/${file("medium")}`,
    large: `/media/${file("large")}`,
    width: pictureSize,
    height: pictureSize,
    placeholder: await renderPlaceholder(svg),
  }
}

/** Draws a product's picture in its sizes under `<dataDir>/media/products`; files that exist stay. */
export async function drawProductPictures(
  dataDir: string,
  product: Pick<SeedProduct, "slug" | "name" | "picture">
): Promise<NewPicture> {
  const picture = await drawSquare(dataDir, "products", product.slug, productSvg(product))
  return { ...picture, alt: product.name }
}

/** Draws a category's picture; returns its URL. */
export async function drawCategoryPicture(
  dataDir: string,
  category: Pick<SeedCategory, "slug" | "icon">
): Promise<string> {
  const { hue, motif, name } = categoryLooks[category.icon] ?? plain
  const svg = drawScene(category.slug, hue, chooseMotif(motif, name))
  return (await drawSquare(dataDir, "categories", category.slug, svg)).url
}

/** What stands for a seller, by the main category it is known for. */
const sellerLooks: Record<string, string[]> = {
  "legumes-e-verduras": ["carrot", "leaf", "tomato"],
  frutas: ["fruit", "apple", "baobab"],
  "cereais-e-leguminosas": ["wheat", "bean", "bread"],
  "oleos-mel-e-conservas": ["nut", "honey", "preserve"],
  "lacticinios-ovos-peixe-e-carne": ["egg", "milk", "fish"],
  bebidas: ["tea", "bottle"],
  "ervas-e-especiarias": ["sprig", "chili"],
}

/** Draws a seller's emblem and the landscape above its page; returns their URLs. */
export async function drawSellerPictures(
  dataDir: string,
  seller: Pick<SeedSeller, "slug" | "category">
): Promise<{ logo: string; banner: string }> {
  const icons = sellerLooks[seller.category] ?? ["leaf"]
  const icon = randomOf(seller.slug).pick(icons)
  const { hue, motif, name } = categoryLooks[icon] ?? plain
  const [logo, banner] = [`sellers/${seller.slug}-logo.webp`, `sellers/${seller.slug}-banner.webp`]
  const emblem = drawEmblem(seller.slug, hue, chooseMotif(motif, name))
  await renderSizes(dataDir, emblem, [{ file: logo, width: 400 }])
  await renderSizes(dataDir, drawLandscape(seller.slug, hue), [{ file: banner, width: 1600 }])
  return { logo: `/media/${logo}`, banner: `/media/${banner}` }
}
