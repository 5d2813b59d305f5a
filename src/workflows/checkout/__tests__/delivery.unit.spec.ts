import { deliversTo, distanceKm, isOffered, type DeliveryOption } from "../delivery"

const maputo = { latitude: -25.9692, longitude: 32.5732, city: "Maputo" }
const matola = { latitude: -25.9622, longitude: 32.4589, city: "Matola" }
const beira = { latitude: -19.8436, longitude: 34.8389, city: "Beira" }

describe("the distance", () => {
  it.each([
    ["of a place to itself", maputo, maputo, 0, 0.001],
    ["from Maputo to Matola", maputo, matola, 11.4, 0.5],
    ["from Maputo to Beira", maputo, beira, 720, 10],
  ])("%s", (_, one, other, kilometres, within) => {
    const distance = distanceKm(one, other) ?? NaN
    expect(Math.abs(distance - kilometres)).toBeLessThanOrEqual(within)
  })

  it("is not known without a point", () => {
    expect(distanceKm({ city: "Maputo" }, maputo)).toBeNull()
    expect(distanceKm(maputo, { latitude: -25, longitude: null })).toBeNull()
  })
})

describe("local delivery", () => {
  it("ends at the radius", () => {
    expect(deliversTo({ radius: 15, place: maputo }, matola)).toBe(true)
    expect(deliversTo({ radius: 5, place: maputo }, matola)).toBe(false)
  })

  it("without a point is for the seller's own city", () => {
    expect(deliversTo({ radius: 5, place: maputo }, { city: "MAPUTO " })).toBe(true)
    expect(deliversTo({ radius: 500, place: maputo }, { city: "Beira" })).toBe(false)
    expect(deliversTo({ radius: 500, place: {} }, {})).toBe(false)
  })

  it("does not narrow the other ways", () => {
    const option = { radius: 1, place: maputo } as DeliveryOption
    expect(isOffered({ ...option, method: "shipping" }, beira)).toBe(true)
    expect(isOffered({ ...option, method: "local_delivery" }, beira)).toBe(false)
  })
})
