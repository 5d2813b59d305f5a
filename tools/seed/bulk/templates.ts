import { products } from "../content"
import type { SeedProduct } from "../content/types"

const namedPlaces =
  /\s+d[aeo]\s+(Serra da\s+)?(Chókwè|Angónia|Inhambane|Namaacha|Gurúè|Gorongosa|Chimanimani|Niassa|Lago Niassa|Nicoadala|Zambézia|Ibo|Nacala|Cahora Bassa|Mangal|Baía|Nova Zelândia|Dona Nurbibi)/gu

/** The demonstration's products without their places: each stands for many others. */
export const templates: (SeedProduct & { baseName: string })[] = products.map((product) => ({
  ...product,
  baseName: product.name.replace(namedPlaces, "").replace(/\s*\([^)]*\)/gu, ""),
}))
