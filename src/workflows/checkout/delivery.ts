import type { DeliveryMethod } from "../../../modules/seller/rules/shipping-options"

/** A way a seller hands goods over, as Medusa's shipping option has it. */
export type DeliveryOption = {
  sellerId: string
  sellerName: string
  optionId: string
  name: string
  method: DeliveryMethod
  /** Major units, as decimal text. */
  amount: string
  /** Kilometres within which local delivery is offered; null where there is no limit. */
  radius: number | null
  place: Place
}

/** Where somebody is, as far as it is known. */
export type Place = {
  latitude?: number | null
  longitude?: number | null
  city?: string | null
}

const earthRadius = 6371

/** Kilometres between two points by the great circle; null where one of them is not known. */
export function distanceKm(one: Place, other: Place): number | null {
  const values = [one.latitude, one.longitude, other.latitude, other.longitude]
  if (values.some((value) => typeof value !== "number")) {
    return null
  }
  const [latitude = 0, longitude = 0, latitude2 = 0, longitude2 = 0] = (values as number[]).map(
    (degrees) => (degrees * Math.PI) / 180
  )
  const half = (difference: number) => Math.sin(difference / 2) ** 2
  const chord =
    half(latitude2 - latitude) +
    Math.cos(latitude) * Math.cos(latitude2) * half(longitude2 - longitude)
  return 2 * earthRadius * Math.asin(Math.sqrt(Math.min(1, chord)))
}

const folded = (text: string | null | undefined) =>
  (text ?? "").normalize("NFD").replace(/\p{M}/gu, "").trim().toLowerCase()

/**
 * Whether a seller delivers to a place itself: within its radius or, where the point is not
 * known, in its own city.
 */
export function deliversTo(option: Pick<DeliveryOption, "radius" | "place">, to: Place): boolean {
  const distance = distanceKm(option.place, to)
  if (distance === null) {
    return folded(option.place.city) !== "" && folded(option.place.city) === folded(to.city)
  }
  return option.radius === null || distance <= option.radius
}

/** Whether an option can be taken for an address. */
export function isOffered(option: DeliveryOption, to: Place): boolean {
  return option.method !== "local_delivery" || deliversTo(option, to)
}
