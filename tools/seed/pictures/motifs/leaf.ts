import { circle, coordinates as at, ellipse, path, place, rectangle, repeat } from "../svg"
import type { Palette } from "../palette"
import type { Motif } from "./motif"

/** One leaf that grows upwards from the origin. */
export function leaf(palette: Palette, length: number, width: number, fill: string): string {
  const veins = repeat(4, (index) => {
    const y = -length * (0.25 + index * 0.15)
    const reach = width * (0.55 - index * 0.08)
    return path(at`M0,${y} L${reach},${y - length * 0.1} M0,${y} L${-reach},${y - length * 0.1}`, {
      stroke: palette.pale,
      width: 4,
      opacity: 0.55,
    })
  })
  const blade = at`M0,0 C${width},${-length * 0.2} ${width * 1.05},${-length * 0.75} 0,${-length}
    C${-width * 1.05},${-length * 0.75} ${-width},${-length * 0.2} 0,0 Z`
  return [
    path(blade, { fill }),
    path(at`M0,${length * 0.14} L0,${-length * 0.9}`, {
      stroke: palette.pale,
      width: 7,
      opacity: 0.8,
    }),
    veins,
  ].join("")
}

/** A tied bunch of leaves in a fan. */
export const bunch: Motif = (palette, random) => {
  const count = random.whole(5, 7)
  const width = random.between(70, 110)
  const spread = random.between(95, 125)
  const order = Array.from({ length: count }, (_, index) => index).sort(
    (a, b) => Math.abs(b - (count - 1) / 2) - Math.abs(a - (count - 1) / 2)
  )
  const blades = order.map((index) => {
    const share = index / (count - 1) - 0.5
    return place(leaf(palette, random.between(360, 430), width, palette.mainFill), {
      y: 150,
      turn: share * spread,
    })
  })
  const stalks = repeat(5, (index) =>
    path(at`M${(index - 2) * 12},140 L${(index - 2) * 26},258`, {
      stroke: palette.light,
      width: 18,
    })
  )
  return [stalks, ...blades, rectangle(-58, 128, 116, 40, 18, { fill: palette.woodFill })].join("")
}

/** A head of lettuce or cabbage from above: scalloped rings, lighter inwards. */
export const head: Motif = (palette, random) => {
  const rings = [290, 235, 180, 125, 75]
  return rings
    .map((radius, ring) => {
      const petals = 9 - ring
      const turn = random.between(0, 60)
      const fill = [palette.dark, palette.main, palette.light, palette.main, palette.pale][ring]
      return repeat(petals, (index) => {
        const angle = ((turn + (index * 360) / petals) * Math.PI) / 180
        const x = Math.cos(angle) * radius * 0.55
        const y = Math.sin(angle) * radius * 0.55
        return circle(x, y, radius * 0.44, { fill, stroke: palette.dark, width: 3, opacity: 0.96 })
      })
    })
    .join("")
}

/** A cup of tea with two leaves. */
export const teaCup: Motif = (palette) =>
  [
    ellipse(0, 232, 250, 34, { fill: palette.cream, stroke: palette.wood, width: 5 }),
    path("M170,20 C290,0 300,150 150,150", { stroke: palette.cream, width: 30 }),
    path("M-190,-30 L190,-30 C190,130 120,220 0,222 C-120,220 -190,130 -190,-30 Z", {
      fill: palette.cream,
    }),
    path("M-182,60 C-100,100 100,100 182,60 L176,92 C100,130 -100,130 -176,92 Z", {
      fill: palette.main,
      opacity: 0.7,
    }),
    ellipse(0, -30, 190, 44, { fill: palette.cream, stroke: palette.pale, width: 6 }),
    ellipse(0, -26, 166, 33, { fill: palette.mainFill }),
    place(leaf(palette, 190, 52, palette.greenFill), { x: -20, y: -60, turn: -28 }),
    place(leaf(palette, 220, 56, palette.greenFill), { x: 0, y: -60, turn: 24 }),
  ].join("")
