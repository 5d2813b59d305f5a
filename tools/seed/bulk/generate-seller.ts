import { categories } from "../content"
import { randomOf, type Random } from "../pictures/random"
import { slugOf } from "./generate"
import { places, type Place } from "./places"
import { sellerKinds, surnames } from "./words"

export type BulkSeller = {
  handle: string
  businessName: string
  businessDescription: string
  category: string
  tags: string[]
  email: string
  phone: string
  place: Place
  latitude: number
  longitude: number
  delivery: {
    pickup: boolean
    local_delivery: boolean
    shipping: boolean
    delivery_radius: number
    delivery_fee: number
  }
  paymentMethods: string[]
  commissionRate: number
  minimumPayoutCents: number
  totalSalesCents: number
  totalOrders: number
  createdAt: Date
}

function makeDelivery(random: Random): BulkSeller["delivery"] {
  const local = random.next() < 0.7
  const shipping = random.next() < 0.5
  return {
    // Whoever neither delivers nor ships must at least let goods be collected.
    pickup: (!local && !shipping) || random.next() < 0.8,
    local_delivery: local,
    shipping,
    delivery_radius: local ? random.whole(5, 60) : 0,
    delivery_fee: local || shipping ? random.whole(10, 60) * 500 : 0,
  }
}

/** The `index`-th generated seller, from 0; the same seed gives the same seller. */
export function generateSeller(seed: number, index: number): BulkSeller {
  const random = randomOf(`seller ${seed} ${index}`)
  const place = random.pick(places)
  const main = random.pick(categories)
  const businessName = `${random.pick(sellerKinds)} ${place.district} ${random.pick(surnames)}`
  const totalOrders = random.whole(0, 3000)
  return {
    handle: `${slugOf(businessName)}-g${seed}-${index}`,
    businessName,
    businessDescription: `Produção biológica em ${place.district}, província de ${place.province}, vendida directamente a quem a come.`,
    category: main.slug,
    tags: [place.district.toLowerCase(), place.province.toLowerCase(), main.name.toLowerCase()],
    email: `vendas@g${seed}-${index}.example`,
    phone: `+25884000${String(1000 + (index % 9000))}`,
    place,
    latitude: Math.round((place.latitude + random.between(-0.4, 0.4)) * 1e4) / 1e4,
    longitude: Math.round((place.longitude + random.between(-0.3, 0.3)) * 1e4) / 1e4,
    delivery: makeDelivery(random),
    paymentMethods: random.pick([
      ["m-pesa"],
      ["m-pesa", "e-mola"],
      ["m-pesa", "e-mola", "credit_card"],
    ]),
    commissionRate: random.whole(6, 14),
    minimumPayoutCents: random.pick([50_000, 100_000, 200_000]),
    totalOrders,
    totalSalesCents: totalOrders * random.whole(8_000, 60_000),
    createdAt: new Date(Date.UTC(2024, 6, 1) + index * 3_600_000),
  }
}
